package dev.forja.ir.op.onnx;

import dev.forja.ir.graph.Value;
import java.util.List;

/** A subgraph of an ONNX model; it may use the values around its node. */
public interface OnnxRegion {
    /** Number of inputs that the subgraph declares. */
    int inputs();

    /** Copies the nodes of the subgraph into the function that is being built. */
    List<Value> inline(List<Value> inputs);
}
