package dev.forja.ir.op;

import java.util.List;

/**
 * Documentation of an operator.
 *
 * @param summary one sentence
 * @param formula in plain text, with the operand names
 * @param operands name of each operand; a last name that ends in {@code ...} stands for any number
 * @param onnx what it corresponds to in ONNX; empty when nothing
 */
public record OpDoc(String summary, String formula, List<String> operands, List<OnnxName> onnx) {
    /**
     * An ONNX operator and the operator-set range in which it has this meaning.
     *
     * @param until last operator set, inclusive; {@link Integer#MAX_VALUE} for "and on"
     */
    public record OnnxName(String name, int since, int until) {
        public static OnnxName since(String name, int opset) {
            return new OnnxName(name, opset, Integer.MAX_VALUE);
        }
    }
}
