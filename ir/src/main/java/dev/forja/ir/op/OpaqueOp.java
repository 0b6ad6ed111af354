package dev.forja.ir.op;

/**
 * An operator whose meaning is a region or a runtime method: control flow, sort. A short, reviewed
 * list.
 */
public non-sealed interface OpaqueOp extends TensorOp {}
