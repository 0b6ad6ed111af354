/**
 * How knowledge about the elements of tensors goes through operators at compile time. Uses data,
 * graph, kernels and the operators.
 */
package dev.forja.ir.content;
