package dev.forja.ir.kernel;

import dev.forja.ir.type.TensorType;

/** A tensor that a kernel reads: name for people, type with shape. */
public record Operand(String name, TensorType type) {}
