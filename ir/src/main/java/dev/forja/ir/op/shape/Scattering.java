package dev.forja.ir.op.shape;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.math.Maximum;
import dev.forja.ir.op.math.Minimum;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.NotEqual;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.reduce.ReduceMax;
import dev.forja.ir.op.reduce.ReduceMin;
import dev.forja.ir.op.reduce.ReduceProd;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How updates change rows at given positions, in all the ways of combining them. */
enum Scattering {
    /** An update takes the row's place. */
    NONE,
    ADD,
    MUL,
    MAX,
    MIN;

    static Scattering of(String name) {
        for (var one : values()) {
            if (one.name().toLowerCase(Locale.ROOT).equals(name)) {
                return one;
            }
        }
        throw OnnxProblem.invalid("reduction " + name + " is unknown");
    }

    /**
     * The rows after the updates.
     *
     * @param data rows along the first axis
     * @param where position of the row of each update
     * @param updates one along the first axis for each position, of the shape of a row
     */
    Value apply(FunctionBuilder b, Value data, Value where, Value updates) {
        return switch (this) {
            case NONE -> replace(b, data, where, updates);
            case ADD -> b.add(new Add(), data, scatter(b, data, where, updates));
            case MUL -> b.add(new Mul(), data, dense(b, data, where, updates, 1));
            case MAX ->
                    b.add(
                            new Maximum(),
                            data,
                            dense(b, data, where, updates, least(data.type().dtype())));
            case MIN ->
                    b.add(
                            new Minimum(),
                            data,
                            dense(b, data, where, updates, -least(data.type().dtype())));
        };
    }

    private static double least(DType type) {
        return type.isFloat()
                ? Double.NEGATIVE_INFINITY
                : type == DType.I32 ? Integer.MIN_VALUE + 1 : -0x1p53;
    }

    private static Value scatter(FunctionBuilder b, Value data, Value where, Value updates) {
        return b.add(new ScatterAdd(0, data.type().shape().dim(0)), updates, where);
    }

    private static Value replace(FunctionBuilder b, Value data, Value where, Value updates) {
        var type = data.type().dtype();
        boolean isBool = type == DType.BOOL;
        var numbers = isBool ? b.add(new Convert(DType.I32), updates) : updates;
        var sum = scatter(b, data, where, numbers);
        var ones = b.add(new Fill(DType.I32, where.type().shape(), 1));
        var counts = b.add(new ScatterAdd(0, data.type().shape().dim(0)), ones, where);
        var isHit =
                b.add(new NotEqual(), counts, b.add(new Fill(DType.I32, counts.type().shape(), 0)));
        var mask = b.add(new Broadcast(data.type().shape(), List.of(0)), isHit);
        return b.add(new Where(), mask, isBool ? b.add(new Convert(type), sum) : sum, data);
    }

    /** All updates of each row combined, by looking at every update for every row. */
    private Value dense(
            FunctionBuilder b, Value data, Value where, Value updates, double identity) {
        var dims = new ArrayList<>(data.type().shape().dims());
        int rank = dims.size();
        var count = where.type().shape().dim(0);
        dims.add(count);
        var wide = new Shape(dims);
        var row = b.add(new Iota(DType.I64, wide, 0));
        var target = b.add(new Broadcast(wide, List.of(rank)), where);
        var onto = new ArrayList<Integer>();
        onto.add(rank);
        IntStream.range(1, rank).forEach(onto::add);
        var spread = b.add(new Broadcast(wide, onto), updates);
        var isHit = b.add(new Equal(), row, target);
        var masked = b.add(new Where(), isHit, spread, Emit.fill(b, spread.type(), identity));
        var axes = List.of(rank);
        return switch (this) {
            case MUL -> b.add(new ReduceProd(axes, false), masked);
            case MAX -> b.add(new ReduceMax(axes, false), masked);
            case MIN -> b.add(new ReduceMin(axes, false), masked);
            case NONE, ADD -> throw new IllegalStateException(name());
        };
    }
}
