/** Imported models against the reference data of the ONNX project, and models made to do harm. */
package dev.forja.test.onnx;
