package dev.forja.runtime;

/** Kernels of a generated class that run in parts. Implemented by generated code. */
public interface SplitKernels {
    /**
     * Computes one part of a kernel's result: a range on its outer and on its inner cut axis.
     *
     * @param kernel number of the kernel in its class
     * @param call holds the buffers and sizes
     * @param own scratch of the thread that runs the part: 512 values of each element type
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
