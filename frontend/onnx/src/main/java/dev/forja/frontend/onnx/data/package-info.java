/** Files and tensors of the ONNX format. Uses the generated message classes and ir.type. */
package dev.forja.frontend.onnx.data;
