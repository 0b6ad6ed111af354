package dev.forja.ir.op.control;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxRegion;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.List;

/** The If of ONNX. */
final class OnnxBranch {
    private OnnxBranch() {}

    /**
     * A branch that is known at compile time takes the node's place; otherwise both become regions,
     * of which one runs.
     */
    static List<Value> results(OnnxCall call) {
        var condition = call.content(0);
        if (condition.isEmpty() || !condition.get().isNumeric()) {
            return regions(call);
        }
        var taken = inlined(call, call.number(0) != 0 ? "then_branch" : "else_branch");
        for (int i = 0; i < taken.size(); i++) {
            call.yields(i, taken.elements().get(i));
        }
        return taken.values();
    }

    private static OnnxRegion.Results inlined(OnnxCall call, String branch) {
        return call.region(branch).inline(List.of(), List.of());
    }

    private static List<Value> regions(OnnxCall call) {
        // A branch that would never run may not even fit the shapes.
        call.helps(0);
        var condition = Emit.reshape(call.builder(), call.operand(0), Shape.SCALAR);
        var then = FunctionBuilder.region("then");
        var yes = call.within(then, () -> inlined(call, "then_branch"));
        // Both regions take all values that one of them uses, in one order.
        var otherwise = FunctionBuilder.region("otherwise");
        then.captures().forEach(otherwise::here);
        var no = call.within(otherwise, () -> inlined(call, "else_branch"));
        for (int i = 0; i < Math.min(yes.size(), no.size()); i++) {
            boolean isSame =
                    yes.values().get(i).type().equals(no.values().get(i).type())
                            && yes.elements().get(i) == no.elements().get(i);
            if (!isSame) {
                // Bound as a constant, the condition decides which type the result has.
                throw OnnxProblem.contentNeeded(0);
            }
            call.yields(i, yes.elements().get(i));
            then.output("result" + i, yes.values().get(i));
            otherwise.output("result" + i, no.values().get(i));
        }
        then.captures().forEach(otherwise::here);
        otherwise.captures().forEach(then::here);
        var operands = new ArrayList<Value>();
        operands.add(condition);
        operands.addAll(then.captures());
        return call.builder().node(new If(then.build(), otherwise.build()), operands).results();
    }
}
