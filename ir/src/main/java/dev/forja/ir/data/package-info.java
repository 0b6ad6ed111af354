/**
 * Elements of tensors at compile time: numbers ({@link dev.forja.ir.data.Tensor}), and what is
 * known of values that are not all numbers ({@link dev.forja.ir.data.Content}). Uses the types
 * alone.
 */
package dev.forja.ir.data;
