package dev.forja.ir.op.nn;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** How ONNX linear attention becomes {@link LinearAttention}: heads out of the last axis. */
final class OnnxLinearAttention {
    private final OnnxCall call;
    private final FunctionBuilder b;
    private final Dim heads;

    private OnnxLinearAttention(OnnxCall call, Dim heads) {
        this.call = call;
        this.b = call.builder();
        this.heads = heads;
    }

    static List<Value> results(OnnxCall call) {
        long heads = call.integer("kv_num_heads", 0);
        long queries = call.integer("q_num_heads", 0);
        if (heads < 1 || queries < 1 || queries % heads != 0) {
            throw OnnxProblem.invalid("heads: " + queries + " of queries, " + heads + " of keys");
        }
        return new OnnxLinearAttention(call, Dim.of(heads)).results(queries / heads);
    }

    private List<Value> results(long group) {
        call.requireFloat(0);
        for (int i = 0; i < 3; i++) {
            if (call.type(i).rank() != 3) {
                throw OnnxProblem.invalid("operand " + i + " is " + call.type(i));
            }
        }
        var rule = call.text("update_rule", "gated_delta");
        if (!List.of("linear", "gated", "delta", "gated_delta").contains(rule)) {
            throw OnnxProblem.invalid("update_rule " + rule);
        }
        boolean isDelta = rule.endsWith("delta");
        boolean isGated = rule.startsWith("gated");
        var key = split(1);
        var value = split(2);
        var size = key.type().shape().dim(3);
        var shape = call.type(0).shape();
        var batch = shape.dim(0);
        var time = shape.dim(1);
        var wide = Shape.of(batch, time, heads, Dim.of(group), size);
        var query = timeFirst(Emit.reshape(b, call.operand(0), wide));
        var type = query.type().dtype();
        var stateShape = Shape.of(batch, heads, size, value.type().shape().dim(3));
        var zero = new TensorType(type, stateShape);
        var state = call.has(3) ? call.operand(3) : Emit.fill(b, zero, 0);
        var decay = isGated ? spread(4, size) : Emit.fill(b, key.type(), 0);
        var operands = new ArrayList<>(List.of(query, key, value, state, decay));
        if (isDelta) {
            operands.add(spread(5, Dim.ONE));
        }
        var results = b.node(new LinearAttention(isDelta, scale(size)), operands).results();
        var back = timeFirst(results.get(0));
        var flat = heads.times(group).times(value.type().shape().dim(3));
        return List.of(Emit.reshape(b, back, Shape.of(batch, time, flat)), results.get(1));
    }

    private double scale(Dim size) {
        double scale = call.real("scale", 0);
        if (scale == 0 && !size.isConstant()) {
            throw OnnxProblem.unsupported("a head size that is not known at compile time");
        }
        return scale == 0 ? 1 / Math.sqrt(size.constant()) : scale;
    }

    /** [b, t, heads size] as [t, b, heads, size]. */
    private Value split(int operand) {
        var shape = call.type(operand).shape();
        var size = shape.dim(2).floorDiv(heads);
        var wide = Shape.of(shape.dim(0), shape.dim(1), heads, size);
        return timeFirst(Emit.reshape(b, call.operand(operand), wide));
    }

    /** Changes the first two axes. */
    private Value timeFirst(Value x) {
        var order = new ArrayList<>(IntStream.range(0, x.type().rank()).boxed().toList());
        Collections.swap(order, 0, 1);
        return b.add(new Transpose(order), x);
    }

    /** An operand that has a number for each element of a head, for each head, or for all. */
    private Value spread(int operand, Dim size) {
        var shape = call.type(operand).shape();
        var wanted = Shape.of(shape.dim(1), shape.dim(0), heads, size);
        if (shape.rank() != 3) {
            throw OnnxProblem.invalid("operand " + operand + " is " + call.type(operand));
        }
        var last = shape.dim(2);
        if (last.equals(heads.times(size))) {
            return split(operand);
        }
        if (!last.equals(heads) && !last.isConstant(1)) {
            throw OnnxProblem.invalid("operand " + operand + " is " + call.type(operand));
        }
        var narrow = Shape.of(shape.dim(0), shape.dim(1), last, Dim.ONE);
        var turned = timeFirst(Emit.reshape(b, call.operand(operand), narrow));
        return Broadcasting.to(b, turned, wanted);
    }
}
