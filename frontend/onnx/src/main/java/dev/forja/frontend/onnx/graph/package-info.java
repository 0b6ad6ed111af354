/** From the nodes of a graph to operators of the IR. Uses data and forja-ir. */
package dev.forja.frontend.onnx.graph;
