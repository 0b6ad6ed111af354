package dev.forja.ir.kernel;

import dev.forja.ir.type.Dim;

/** A condition of validity: {@code 0 <= index < extent}. */
public record Guard(IndexExpr index, Dim extent) {}
