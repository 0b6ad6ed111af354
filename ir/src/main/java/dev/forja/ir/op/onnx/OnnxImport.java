package dev.forja.ir.op.onnx;

import dev.forja.ir.graph.Value;
import java.util.List;

/** Builds the results of a node of an ONNX model. */
@FunctionalInterface
public interface OnnxImport {
    /**
     * The results that the node has, in order; trailing ones that the operator can't give may be
     * missing, and are then reported when the model uses them.
     *
     * @throws OnnxProblem when the node can't be imported
     */
    List<Value> results(OnnxCall call);

    /** A binding with a single result. */
    static OnnxImport one(One builder) {
        return call -> List.of(builder.result(call));
    }

    /** Builds the only result. */
    @FunctionalInterface
    interface One {
        Value result(OnnxCall call);
    }
}
