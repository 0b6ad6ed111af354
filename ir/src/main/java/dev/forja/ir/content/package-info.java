/**
 * What is known about the elements of tensors at compile time: numbers and symbolic dimensions, and
 * how they go through operators. Uses graph, the operators and the interpreter.
 */
package dev.forja.ir.content;
