package dev.forja.frontend.onnx.graph;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Brings the results of a node into the range of element types that the IR lacks. */
record CarriedTypes(NodeCall call, OnnxRange range) {
    List<Scope.Slot.Ready> results(Supplier<List<Value>> binding) {
        boolean hasUnsigned = false;
        for (int i = 0; i < call.operands(); i++) {
            hasUnsigned |= call.has(i) && call.element(i) == OnnxElement.U64;
        }
        if (hasUnsigned && range == OnnxRange.ORDERS) {
            call.flipUnsigned();
        }
        var values = binding.get();
        var slots = new ArrayList<Scope.Slot.Ready>();
        boolean isDeclared = true;
        for (int i = 0; i < values.size(); i++) {
            isDeclared &= call.declared(i).isPresent();
            slots.add(values.get(i) == null ? null : slot(i, values.get(i)));
        }
        if (hasUnsigned && range == OnnxRange.NUMERIC && !isDeclared) {
            throw OnnxProblem.unsupported(call.operator() + " of u64 elements");
        }
        return slots;
    }

    private Scope.Slot.Ready slot(int index, Value value) {
        var declared = call.declared(index);
        if (declared.isPresent()) {
            return new Scope.Slot.Ready(value, declared.get());
        }
        var element = inherited(value);
        if (element == OnnxElement.U64 && range == OnnxRange.ORDERS) {
            return new Scope.Slot.Ready(OnnxElement.flipped(call.builder(), value), element);
        }
        boolean fits = range == OnnxRange.MOVES || range == OnnxRange.ORDERS;
        return new Scope.Slot.Ready(fits ? value : element.fit(call.builder(), value), element);
    }

    /** The type of the first operand that the same type of the IR carries. */
    private OnnxElement inherited(Value value) {
        var type = value.type().dtype();
        for (int i = 0; i < call.operands(); i++) {
            if (call.has(i) && call.element(i).carrier() == type) {
                return call.element(i);
            }
        }
        return OnnxElement.of(type);
    }
}
