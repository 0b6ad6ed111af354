package dev.forja.passes.kernel;

import java.util.List;

/** What a kernel graph executes: a kernel, or control flow around other steps. */
public sealed interface Step permits KernelNode, LoopStep, BranchStep {
    /** Buffers from outside that the step reads. */
    List<Buffer> reads();

    /** Buffers that are read after the step and that it writes, in whole or in part. */
    List<Buffer> writes();
}
