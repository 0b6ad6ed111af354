package dev.forja.ir.op.onnx;

import dev.forja.ir.graph.Value;
import java.util.List;

/** A subgraph of an ONNX model; it may use the values around its node. */
public interface OnnxRegion {
    /** Number of inputs that the subgraph declares. */
    int inputs();

    /**
     * Copies the nodes of the subgraph into the function that is being built.
     *
     * @param elements of the inputs, where the subgraph doesn't declare them
     */
    Results inline(List<Value> inputs, List<OnnxElement> elements);

    /** What a subgraph gives, with element types. */
    record Results(List<Value> values, List<OnnxElement> elements) {
        public Results {
            values = List.copyOf(values);
            elements = List.copyOf(elements);
        }

        public int size() {
            return values.size();
        }
    }
}
