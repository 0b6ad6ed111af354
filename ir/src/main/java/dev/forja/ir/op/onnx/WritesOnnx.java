package dev.forja.ir.op.onnx;

import java.util.List;
import java.util.Optional;

/**
 * An operator that says itself how it is written as ONNX. Any other is written by the ONNX name
 * that it declares for the import with operands in order and attributes by name ({@link
 * DefaultExport}), or else as the program or the formula that it means.
 */
public interface WritesOnnx {
    /**
     * Writes nodes of operator set {@link OnnxTarget#OPSET}.
     *
     * @return the results in order; empty when these attributes and operands have no ONNX of their
     *     own, and are written as program or formula
     * @throws OnnxProblem when nothing in ONNX means the same
     */
    Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target);

    /** A single result. */
    static Optional<List<OnnxTarget.Ref>> one(OnnxTarget.Ref result) {
        return Optional.of(List.of(result));
    }
}
