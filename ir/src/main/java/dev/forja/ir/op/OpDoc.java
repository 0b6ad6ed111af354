package dev.forja.ir.op;

import dev.forja.ir.op.onnx.DefaultImport;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
     * An ONNX operator, and how a node of it becomes this one.
     *
     * @param name of the operator; with its domain and a colon before it when that is not ONNX
     *     itself
     * @param until last operator set, inclusive; {@link Integer#MAX_VALUE} for "and on"
     * @param absent values of components that a node has no attribute for, when {@code binding} is
     *     null
     * @param fixed of these, the components that ONNX has no attribute for
     * @param binding builds the results; null for operands in order and attributes by name
     * @param range how it works on element types that the IR carries in wider ones
     */
    public record OnnxName(
            String name,
            int since,
            int until,
            Map<String, Object> absent,
            Map<String, Object> fixed,
            OnnxImport binding,
            OnnxRange range) {
        public OnnxName {
            absent = Map.copyOf(absent);
            fixed = Map.copyOf(fixed);
        }

        /** Operands in order, attributes by name, each of them on the node. */
        public static OnnxName since(String name, int opset) {
            return since(name, opset, null);
        }

        public static OnnxName since(String name, int opset, OnnxImport binding) {
            return new OnnxName(
                    name, opset, Integer.MAX_VALUE, Map.of(), Map.of(), binding, OnnxRange.NUMERIC);
        }

        /** With the value of a component that a node has no attribute for. */
        public OnnxName absent(String component, Object value) {
            var values = new HashMap<>(absent);
            values.put(component, value);
            return new OnnxName(name, since, until, values, fixed, binding, range);
        }

        /** With the only value that a component has in ONNX, which has no attribute for it. */
        public OnnxName fixed(String component, Object value) {
            var all = new HashMap<>(fixed);
            all.put(component, value);
            var name = absent(component, value);
            return new OnnxName(name.name, since, until, name.absent, all, binding, range);
        }

        public OnnxName until(int opset) {
            return new OnnxName(name, since, opset, absent, fixed, binding, range);
        }

        /** With what it does to element types that the IR carries in wider ones. */
        public OnnxName range(OnnxRange kind) {
            return new OnnxName(name, since, until, absent, fixed, binding, kind);
        }

        /** How a node becomes an operator of this kind. */
        public OnnxImport importer(Class<? extends TensorOp> op) {
            return binding == null ? new DefaultImport(op, absent) : binding;
        }
    }
}
