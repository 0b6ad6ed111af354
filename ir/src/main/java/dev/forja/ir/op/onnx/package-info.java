/**
 * How operators say what they mean in ONNX: a node of a model as its binding sees it. Knows nothing
 * of the file format. Uses graph, content and type.
 */
package dev.forja.ir.op.onnx;
