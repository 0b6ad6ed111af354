package dev.forja.ir.op.nn;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxProblem;
import java.util.List;

/**
 * Attention whose scores and weights subgraphs may change: softmax(score_mod(scale * q k^T)), then
 * prob_mod, times v.
 */
final class OnnxFlexAttention {
    private OnnxFlexAttention() {}

    static Value result(OnnxCall call) {
        call.requireFloat(0);
        var b = call.builder();
        for (int i = 0; i < 3; i++) {
            if (call.type(i).rank() != 4) {
                throw OnnxProblem.invalid("operand " + i + " is " + call.type(i));
            }
        }
        var q = call.operand(0);
        var k = OnnxAttention.shared(b, call.operand(1), q);
        var v = OnnxAttention.shared(b, call.operand(2), q);
        var size = q.type().shape().dim(3);
        if (!size.isConstant() && !call.hasAttribute("scale")) {
            throw OnnxProblem.unsupported("a head size that is not known at compile time");
        }
        double scale =
                call.hasAttribute("scale") ? call.real("scale", 1) : 1 / Math.sqrt(size.constant());
        var batch = List.of(0, 1);
        var product = b.add(new Contract(batch, batch, List.of(3), List.of(3)), q, k);
        var scores = b.add(new Mul(), product, Emit.fill(b, product.type(), scale));
        for (var stage : List.of("score_mod", "mask_mod")) {
            scores = changed(call, stage, scores);
        }
        var weights = changed(call, "prob_mod", b.add(new Softmax(3), scores));
        return b.add(new Contract(batch, batch, List.of(3), List.of(2)), weights, v);
    }

    private static Value changed(OnnxCall call, String stage, Value scores) {
        if (!call.hasAttribute(stage)) {
            return scores;
        }
        var region = call.region(stage);
        if (region.inputs() != 1) {
            throw OnnxProblem.unsupported(stage + " with " + region.inputs() + " inputs");
        }
        var element = OnnxElement.of(scores.type().dtype());
        var results = region.inline(List.of(scores), List.of(element)).values();
        if (results.size() != 1 || !results.getFirst().type().equals(scores.type())) {
            throw OnnxProblem.invalid(stage + " gives no " + scores.type());
        }
        return results.getFirst();
    }
}
