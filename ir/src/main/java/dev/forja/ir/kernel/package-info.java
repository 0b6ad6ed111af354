/**
 * Kernels: loops over named axes, accesses, a scalar body, a combiner and an epilogue. Uses type,
 * scalar, diag.
 */
package dev.forja.ir.kernel;
