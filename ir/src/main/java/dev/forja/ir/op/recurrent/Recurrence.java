package dev.forja.ir.op.recurrent;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.control.Scan;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What recurrent operators share: one layer in one direction, time first. Operands are x {@code [t,
 * n, inputs]}, the weights of the inputs {@code [gates units, inputs]} and of the hidden values
 * {@code [gates units, units]}, biases, the lengths of the sequences ({@code i32[n]}), and the
 * first carried values {@code [n, units]}. Behind the end of its sequence a row carries its values
 * on and gives zeros.
 */
final class Recurrence {
    /** The next carried values of one step. */
    interface Cell {
        /**
         * @param region where operators go; values from outside may be used
         * @param projected of this step: x W + biases, {@code [n, gates units]}
         */
        List<Value> next(FunctionBuilder region, Value projected, List<Value> carried);
    }

    private Recurrence() {}

    static int units(TensorOp op, TensorType hiddenWeights) {
        var units = hiddenWeights.shape().dim(1);
        Operands.require(
                op, units.isConstant(), "hidden size", "a known size", hiddenWeights.shape());
        return (int) units.constant();
    }

    /** The types of the stacked hidden values and of the last carried ones. */
    static List<TensorType> inferTypes(
            TensorOp op, List<TensorType> operands, int gates, int biases, int carried) {
        Operands.count(op, operands, 4 + biases + carried);
        var x = operands.get(0);
        Operands.rank(op, "x", x, 3);
        Operands.rank(op, "hidden weights", operands.get(2), 2);
        int units = units(op, operands.get(2));
        var type = x.dtype();
        Operands.require(op, type.isFloat(), "element type", "f32 or f64", x);
        var rows = Dim.of((long) gates * units);
        var wanted = new ArrayList<TensorType>();
        wanted.add(new TensorType(type, Shape.of(rows, x.shape().dim(2))));
        wanted.add(new TensorType(type, Shape.of(rows, Dim.of(units))));
        for (int i = 0; i < biases; i++) {
            wanted.add(new TensorType(type, Shape.of(rows)));
        }
        wanted.add(new TensorType(DType.I32, Shape.of(x.shape().dim(1))));
        var state = new TensorType(type, Shape.of(x.shape().dim(1), Dim.of(units)));
        wanted.addAll(Collections.nCopies(carried, state));
        for (int i = 0; i < wanted.size(); i++) {
            var found = operands.get(i + 1);
            Operands.require(
                    op,
                    found.equals(wanted.get(i)),
                    "operand " + (i + 1),
                    wanted.get(i) + "",
                    found);
        }
        var types = new ArrayList<TensorType>();
        types.add(
                new TensorType(type, Shape.of(x.shape().dim(0), x.shape().dim(1), Dim.of(units))));
        types.addAll(Collections.nCopies(carried, state));
        return types;
    }

    /** {@code x W + bias} of all steps in one contraction. */
    static Value project(FunctionBuilder builder, Value x, Value weights, Value bias) {
        var product =
                builder.add(new Contract(List.of(), List.of(), List.of(2), List.of(1)), x, weights);
        return Broadcasting.apply(builder, new Add(), List.of(product, bias));
    }

    /** {@code h U}, {@code [n, gates units]}. */
    static Value hidden(FunctionBuilder region, Value h, Value weights) {
        return region.add(new Contract(List.of(), List.of(), List.of(1), List.of(1)), h, weights);
    }

    /** The columns of one gate. */
    static Value gate(FunctionBuilder region, Value gates, int gate, int units) {
        var shape = gates.type().shape();
        return region.add(
                new Slice(
                        List.of(Dim.ZERO, Dim.of((long) gate * units)),
                        List.of(shape.dim(0), Dim.of(units)),
                        List.of(1, 1)),
                gates);
    }

    static Value apply(FunctionBuilder builder, ElementwiseOp op, Value... operands) {
        return Broadcasting.apply(builder, op, List.of(operands));
    }

    /**
     * Runs a cell along all steps.
     *
     * @param first the first carried values, the hidden ones before all others
     * @return the hidden values of all steps, then the last carried values
     */
    static List<Value> run(
            FunctionBuilder builder,
            Value projected,
            Value lengths,
            List<Value> first,
            boolean reverse,
            Cell cell) {
        var region = FunctionBuilder.region("step");
        var carried = new ArrayList<Value>();
        for (int i = 0; i < first.size(); i++) {
            carried.add(param(region, i == 0 ? "h" : "c", first.get(i).type()));
        }
        var sequence = projected.type();
        var x = param(region, "x", sequence.withShape(sequence.shape().without(0)));
        var position = param(region, "position", TensorType.scalar(DType.I32));
        var next = cell.next(region, x, carried);
        var spread = Emit.spread(region, position, lengths.type().shape());
        var isInside = region.add(new Less(), spread, lengths);
        var mask = column(region, isInside, first.getFirst().type().shape());
        for (int i = 0; i < next.size(); i++) {
            region.output(
                    carried.get(i).name(),
                    region.add(new Where(), mask, next.get(i), carried.get(i)));
        }
        var zero = Emit.fill(region, next.getFirst().type(), 0);
        region.output("y", region.add(new Where(), mask, next.getFirst(), zero));
        var positions = builder.add(new Iota(DType.I32, Shape.of(sequence.shape().dim(0)), 0));
        var operands = new ArrayList<>(first);
        operands.add(projected);
        operands.add(positions);
        operands.addAll(region.captures());
        var results =
                builder.node(new Scan(region.build(), first.size(), 2, reverse), operands)
                        .results();
        var ordered = new ArrayList<Value>();
        ordered.add(results.getLast());
        ordered.addAll(results.subList(0, first.size()));
        return ordered;
    }

    private static Value column(FunctionBuilder region, Value rows, Shape shape) {
        var column = Emit.reshape(region, rows, Shape.of(shape.dim(0), Dim.ONE));
        return Broadcasting.to(region, column, shape);
    }

    private static Value param(FunctionBuilder region, String name, TensorType type) {
        return region.param(name, type, Role.INPUT, Location.UNKNOWN);
    }
}
