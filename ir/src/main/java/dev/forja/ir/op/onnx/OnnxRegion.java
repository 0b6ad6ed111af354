package dev.forja.ir.op.onnx;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Value;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** A subgraph of an ONNX model; it may use the values around its node. */
public interface OnnxRegion {
    /** Number of inputs that the subgraph declares. */
    int inputs();

    /** Copies the nodes of the subgraph to where the node stands. */
    List<Value> inline(List<Value> inputs);

    /**
     * The subgraph as a function of its own.
     *
     * @param captures values from around it, which its last parameters stand for
     */
    record Built(Function function, List<Value> captures) {}

    /** Makes a function of the subgraph, for inputs of these types. */
    Built build(List<TensorType> inputs);
}
