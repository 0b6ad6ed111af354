package dev.forja.ir.op;

/**
 * An operator of one operand whose result has the operand's elements and no others, in another
 * shape or several times over.
 */
public interface KeepsElements {}
