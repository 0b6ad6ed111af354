package dev.forja.frontend.onnx.export;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.onnx.RepeatsElements;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operands of nodes. The IR repeats elements until shapes are equal, ONNX broadcasts by itself:
 * where the shape of the result stays, operands of elementwise operators are not repeated.
 */
final class Operands {
    private final FunctionWriter writer;
    private final Map<Value, RepeatsElements.Compact> compact = new HashMap<>();

    Operands(FunctionWriter writer) {
        this.writer = writer;
    }

    List<Name> of(Node node) {
        var plain = node.operands().stream().map(writer::name).toList();
        if (!(node.op() instanceof ElementwiseOp) || node.operands().size() < 2) {
            return plain;
        }
        var names = new ArrayList<Name>();
        var shapes = new ArrayList<Shape>();
        for (var operand : node.operands()) {
            var small = compact(operand);
            names.add(small == null ? writer.name(operand) : (Name) small.value());
            shapes.add(small == null ? operand.type().shape() : small.shape());
        }
        var common = Broadcasting.commonShape(node.op().mnemonic(), shapes);
        return common.equals(node.result().type().shape()) ? names : plain;
    }

    /** The elements that a value repeats; null when it is no such value. */
    private RepeatsElements.Compact compact(Value value) {
        if (value.isParameter() || !(value.definition().op() instanceof RepeatsElements op)) {
            return null;
        }
        var known = compact.get(value);
        if (known == null) {
            known = op.compact(writer.target(value.definition()));
            compact.put(value, known);
        }
        return known;
    }
}
