package dev.forja.runtime;

/** Kernels of a generated class that run in parts. Implemented by generated code. */
public interface SplitKernels {
    /** Values of scratch, of each element type, that a kernel may use beside its buffers. */
    int SCRATCH = 512;

    /**
     * Computes one part of a kernel's result: a range on its outer and on its inner cut axis.
     *
     * @param kernel number of the kernel in its class
     * @param call holds the buffers and sizes
     * @param own scratch of the thread that runs the part: {@link #SCRATCH} values of each type
     */
    void part(
            int kernel,
            ParallelCall call,
            int outerFrom,
            int outerTo,
            int innerFrom,
            int innerTo,
            Workspace own);
}
