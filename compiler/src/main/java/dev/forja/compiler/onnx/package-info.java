/**
 * ONNX models in the driver: compiled, loaded with their weights, and verified against reference
 * data. Uses the ONNX frontend, passes, codegen and load.
 */
package dev.forja.compiler.onnx;
