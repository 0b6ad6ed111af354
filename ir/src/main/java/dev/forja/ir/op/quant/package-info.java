/**
 * Quantisation: floating numbers as whole ones of a scale and a zero point. One operator a file.
 * Uses the operator interface and what it uses.
 */
package dev.forja.ir.op.quant;
