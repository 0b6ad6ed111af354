/**
 * Values of parameters: those that initializers give, and those of files from elsewhere. Uses the
 * runtime's files, and the data types of the ONNX frontend.
 */
package dev.forja.compiler.weights;
