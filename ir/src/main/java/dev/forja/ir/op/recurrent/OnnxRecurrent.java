package dev.forja.ir.op.recurrent;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A recurrent ONNX node in parts: directions that run on their own, time first. Operands are X, W,
 * R, B, sequence_lens, initial_h, and with LSTM initial_c and P, all with an axis of directions.
 */
final class OnnxRecurrent {
    /**
     * One direction.
     *
     * @param x {@code [t, n, inputs]}
     * @param w weights of the inputs {@code [gates units, inputs]}
     * @param u weights of the hidden values {@code [gates units, units]}
     * @param b bias of the inputs {@code [gates units]}
     * @param c bias of the hidden values {@code [gates units]}
     * @param lengths of the sequences, {@code i32[n]}
     * @param first carried values {@code [n, units]}
     */
    record Direction(
            int index,
            boolean reverse,
            Value x,
            Value w,
            Value u,
            Value b,
            Value c,
            Value lengths,
            List<Value> first,
            OnnxActivations activations) {}

    /** The stacked hidden values and the last carried ones of one direction. */
    interface Layer {
        List<Value> results(Direction direction);
    }

    private static final int LAYOUT_OPERANDS = 5;

    private final OnnxCall call;
    private final FunctionBuilder builder;
    private final int gates;
    private final int carried;
    private final boolean batchFirst;

    private OnnxRecurrent(OnnxCall call, int gates, int carried) {
        this.call = call;
        this.builder = call.builder();
        this.gates = gates;
        this.carried = carried;
        this.batchFirst = call.flag("layout", false);
    }

    /** Builds the results Y, Y_h and with LSTM Y_c. */
    static List<Value> of(
            OnnxCall call, int gates, int carried, List<String> activations, Layer layer) {
        return new OnnxRecurrent(call, gates, carried).build(activations, layer);
    }

    private List<Value> build(List<String> activations, Layer layer) {
        var direction = call.text("direction", "forward");
        var reverses =
                switch (direction) {
                    case "forward" -> List.of(false);
                    case "reverse" -> List.of(true);
                    case "bidirectional" -> List.of(false, true);
                    default -> throw OnnxProblem.invalid("direction " + direction);
                };
        check(reverses.size());
        var functions = OnnxActivations.of(call, activations, reverses.size());
        var x = batchFirst ? swapped(call.operand(0)) : call.operand(0);
        var perDirection = new ArrayList<List<Value>>();
        for (int i = 0; i < reverses.size(); i++) {
            perDirection.add(layer.results(direction(x, i, reverses.get(i), functions.get(i))));
        }
        var results = new ArrayList<Value>();
        for (int i = 0; i <= carried; i++) {
            results.add(together(perDirection, i));
        }
        return results;
    }

    private void check(int directions) {
        for (int operand = 0; operand < 3; operand++) {
            if (call.type(operand).rank() != 3) {
                throw OnnxProblem.invalid(
                        "operand " + operand + " is " + call.type(operand) + ", not of rank 3");
            }
        }
        var found = call.type(1).shape().dim(0);
        if (!found.equals(Dim.of(directions))) {
            throw OnnxProblem.invalid("weights of " + found + " directions, not " + directions);
        }
        call.requireFloat(0);
    }

    private Direction direction(Value x, int index, boolean reverse, OnnxActivations activations) {
        var type = x.type();
        var units = call.type(2).shape().dim(2);
        var rows = units.times(gates);
        var biases =
                call.has(3)
                        ? part(call.operand(3), index)
                        : Emit.fill(
                                builder, new TensorType(type.dtype(), Shape.of(rows.times(2))), 0);
        var batch = type.shape().dim(1);
        var first = new ArrayList<Value>();
        for (int i = 0; i < carried; i++) {
            first.add(
                    call.has(LAYOUT_OPERANDS + i)
                            ? initial(call.operand(LAYOUT_OPERANDS + i), index)
                            : Emit.fill(builder, type.withShape(Shape.of(batch, units)), 0));
        }
        return new Direction(
                index,
                reverse,
                x,
                part(call.operand(1), index),
                part(call.operand(2), index),
                range(biases, Dim.ZERO, rows),
                range(biases, rows, rows),
                lengths(type.shape().dim(0), batch),
                first,
                activations);
    }

    private Value lengths(Dim time, Dim batch) {
        return call.has(4)
                ? OnnxBuild.convert(builder, call.operand(4), DType.I32)
                : Emit.spread(builder, Emit.dim(builder, time, DType.I32), Shape.of(batch));
    }

    private Value initial(Value state, int index) {
        return part(batchFirst ? swapped(state) : state, index);
    }

    /** The first two axes in the other order. */
    private Value swapped(Value x) {
        return builder.add(new Transpose(List.of(1, 0, 2)), x);
    }

    private Value part(Value operand, int index) {
        return part(builder, operand, index);
    }

    /** The part of an operand that belongs to a direction, without the axis of directions. */
    static Value part(FunctionBuilder builder, Value operand, int index) {
        var shape = operand.type().shape();
        var rest = shape.without(0);
        if (shape.dim(0).equals(Dim.ONE)) {
            return Emit.reshape(builder, operand, rest);
        }
        var starts = new ArrayList<>(Collections.nCopies(shape.rank(), Dim.ZERO));
        starts.set(0, Dim.of(index));
        var slice = new Slice(starts, shape.with(0, Dim.ONE).dims(), ones(shape.rank()));
        return Emit.reshape(builder, builder.add(slice, operand), rest);
    }

    private Value range(Value vector, Dim from, Dim count) {
        return builder.add(new Slice(List.of(from), List.of(count), List.of(1)), vector);
    }

    private static List<Integer> ones(int rank) {
        return Collections.nCopies(rank, 1);
    }

    /** A result of all directions: Y is [t, directions, n, units], the others lack t. */
    private Value together(List<List<Value>> perDirection, int result) {
        int axis = result == 0 ? 1 : 0;
        var parts = new ArrayList<Value>();
        for (var results : perDirection) {
            var value = results.get(result);
            var dims = new ArrayList<>(value.type().shape().dims());
            dims.add(axis, Dim.ONE);
            parts.add(Emit.reshape(builder, value, new Shape(dims)));
        }
        var all =
                parts.size() == 1
                        ? parts.getFirst()
                        : builder.node(new Concat(axis), parts).result();
        if (!batchFirst) {
            return all;
        }
        return builder.add(
                new Transpose(result == 0 ? List.of(2, 0, 1, 3) : List.of(1, 0, 2)), all);
    }

    /** {@code x W} and both biases of a direction whose cell is not the operator's own. */
    static Value projected(FunctionBuilder builder, Direction d) {
        return Recurrence.project(builder, d.x(), d.w(), sum(builder, d.b(), d.c()));
    }

    static Value sum(FunctionBuilder builder, Value a, Value b) {
        return Recurrence.apply(builder, new Add(), a, b);
    }
}
