/**
 * Normalisation by mean and variance, by norms and by neighbours. One operator a file. Uses the
 * operator interface and what it uses.
 */
package dev.forja.ir.op.norm;
