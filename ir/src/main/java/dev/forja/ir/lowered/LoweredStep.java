package dev.forja.ir.lowered;

/** What a compiled function does: call a kernel, or run other steps by control flow. */
public sealed interface LoweredStep permits KernelCall, Loop, Branch {}
