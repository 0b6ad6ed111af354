/** From ONNX files to models of the IR. Uses forja-ir and the packages below. */
package dev.forja.frontend.onnx;
