/**
 * Functions to ONNX files: each operator as it says itself, or as the program or formula that it
 * means. Uses data and the schema.
 */
package dev.forja.frontend.onnx.export;
