package dev.forja.ir.op.nn;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.control.Scan;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.math.Exp;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Attention without softmax, as a recurrence over a state (Katharopoulos and others 2020; with
 * decay and delta rule: Yang and others 2024). Operands, time first: queries [t, b, h, g, k] of g
 * heads that share a state, keys [t, b, h, k], values [t, b, h, v], the first state [b, h, k, v],
 * logarithms of the decay [t, b, h, k] and, for the delta rule, its rate [t, b, h, 1]. Results: [t,
 * b, h, g, v] and the last state.
 *
 * @param delta whether a step writes the value itself, or what the state lacks to it
 */
public record LinearAttention(boolean delta, double scale) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Attention without softmax, as a recurrence over a state.",
                "S = exp(decay) S + rate k (v - S^T k)^T; y = scale * q^T S",
                List.of("query", "key", "value", "state", "decay", "rate..."),
                List.of(OpDoc.OnnxName.since("LinearAttention", 27, OnnxLinearAttention::results)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, delta ? 6 : 5);
        var query = operands.get(0);
        Operands.require(this, query.dtype().isFloat(), "element type", "f32 or f64", query);
        Operands.rank(this, "query", query, 5);
        Operands.rank(this, "value", operands.get(2), 4);
        var q = query.shape();
        var size = operands.get(2).shape().dim(3);
        var outer = List.of(q.dim(0), q.dim(1), q.dim(2));
        var key = query.withShape(with(outer, q.dim(4)));
        var state = query.withShape(Shape.of(q.dim(1), q.dim(2), q.dim(4), size));
        var wanted = new ArrayList<TensorType>();
        wanted.add(key);
        wanted.add(query.withShape(with(outer, size)));
        wanted.add(state);
        wanted.add(key);
        if (delta) {
            wanted.add(query.withShape(with(outer, Dim.ONE)));
        }
        for (int i = 0; i < wanted.size(); i++) {
            var found = operands.get(i + 1);
            Operands.require(
                    this,
                    found.equals(wanted.get(i)),
                    "operand " + (i + 1),
                    wanted.get(i) + "",
                    found);
        }
        return List.of(query.withShape(q.with(4, size)), state);
    }

    private static Shape with(List<Dim> outer, Dim last) {
        var dims = new ArrayList<>(outer);
        dims.add(last);
        return new Shape(dims);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var sequences = new ArrayList<>(operands);
        var state = sequences.remove(3);
        var b = FunctionBuilder.region("step");
        var carried = param(b, "state", state.type());
        var parts = new ArrayList<Value>();
        for (var sequence : sequences) {
            var type = sequence.type();
            parts.add(param(b, "part", type.withShape(type.shape().without(0))));
        }
        var next = next(b, carried, parts);
        var heads = List.of(0, 1);
        var read =
                b.add(new Contract(heads, heads, List.of(3), List.of(2)), parts.getFirst(), next);
        b.output("state", next);
        b.output("y", new Arithmetic(b).mul(read, scale));
        var all = new ArrayList<Value>();
        all.add(state);
        all.addAll(sequences);
        var scan = new Scan(b.build(), 1, sequences.size(), false);
        var results = builder.node(scan, all).results();
        return List.of(results.get(1), results.get(0));
    }

    /** The state after a step of which the parts are query, key, value, decay and perhaps rate. */
    private Value next(FunctionBuilder b, Value state, List<Value> parts) {
        var on = new Arithmetic(b);
        var heads = List.of(0, 1);
        var key = parts.get(1);
        var decay = on.onto(b.add(new Exp(), parts.get(3)), 4, List.of(0, 1, 2));
        var kept = on.mul(state, decay);
        var written = parts.get(2);
        if (delta) {
            var known = b.add(new Contract(heads, heads, List.of(2), List.of(2)), key, kept);
            written = on.mul(parts.get(4), on.sub(written, known));
        }
        var product = b.add(new Contract(heads, heads, List.of(), List.of()), key, written);
        return on.add(kept, product);
    }

    private static Value param(FunctionBuilder region, String name, TensorType type) {
        return region.param(name, type, Role.INPUT, Location.UNKNOWN);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(
                        -1,
                        1,
                        new LinearAttention(true, 0.5),
                        "f32[3, 2, n, 2, 4]",
                        "f32[3, 2, n, 4]",
                        "f32[3, 2, n, 3]",
                        "f32[2, n, 4, 3]",
                        "f32[3, 2, n, 4]",
                        "f32[3, 2, n, 1]"),
                Sample.within(
                        -1,
                        1,
                        new LinearAttention(false, 1),
                        "f64[3, 1, 2, 1, 2]",
                        "f64[3, 1, 2, 2]",
                        "f64[3, 1, 2, 3]",
                        "f64[1, 2, 2, 3]",
                        "f64[3, 1, 2, 2]"));
    }
}
