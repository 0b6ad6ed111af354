/**
 * Scalar functions and expressions with their value, derivative and expansion. Uses type and
 * kernel.
 */
package dev.forja.ir.scalar;
