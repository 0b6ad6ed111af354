/**
 * The reference interpreter: slow, obvious, in f64; and the same kernels in the exact arithmetic of
 * the machine.
 */
package dev.forja.ir.interp;
