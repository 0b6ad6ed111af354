package dev.forja.ir.op.order;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.op.shape.Gather;
import dev.forja.ir.op.shape.ScatterAdd;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * The first elements of a sorted axis and, as a second result, their positions as i32. Equal
 * elements keep their order; NaN counts as greatest. With count the size of the axis it sorts. The
 * work grows with the square of the axis.
 */
public record TopK(int axis, Dim count, boolean largest) implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "The greatest or least elements along an axis, in order.",
                "values[.., k, ..] = x[.., indices[.., k, ..], ..]; indices = argSort(x)",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("TopK", 1, TopK::fromOnnx).range(OnnxRange.ORDERS)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        var indices = new ArgSort(axis, count, largest).inferTypes(operands).getFirst();
        return List.of(indices.withType(operands.getFirst().dtype()), indices);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var indices = builder.add(new ArgSort(axis, count, largest), x);
        var flat = flat(builder, indices, x.type().shape());
        var elements = Emit.reshape(builder, x, Shape.of(x.type().shape().size()));
        var picked = builder.add(new Gather(0), elements, flat);
        return List.of(Emit.reshape(builder, picked, indices.type().shape()), indices);
    }

    /** Positions on the axis as positions in all of x, in one row. */
    private Value flat(FunctionBuilder builder, Value indices, Shape x) {
        int at = Operands.axis(this, axis, x.rank());
        var strides = x.strides();
        var shape = indices.type().shape();
        var sum = scaled(builder, indices, strides.get(at));
        for (int i = 0; i < x.rank(); i++) {
            if (i != at) {
                var index = builder.add(new Iota(DType.I32, shape, i));
                sum = builder.add(new Add(), sum, scaled(builder, index, strides.get(i)));
            }
        }
        return Emit.reshape(builder, sum, Shape.of(shape.size()));
    }

    private static Value scaled(FunctionBuilder builder, Value value, Dim factor) {
        var number = Emit.dim(builder, factor, DType.I32);
        return builder.add(new Mul(), value, Emit.spread(builder, number, value.type().shape()));
    }

    /** Adds the cotangents where the values were. */
    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> {
            var b = r.builder();
            var x = r.operand(0).type().shape();
            if (r.cotangents().getFirst() == null) {
                return List.of(Emit.fill(b, r.operand(0).type(), 0));
            }
            var flat = flat(b, r.results().get(1), x);
            var cotangent = Emit.reshape(b, r.cotangent(), flat.type().shape());
            var sum = b.add(new ScatterAdd(0, x.size()), cotangent, flat);
            return List.of(Emit.reshape(b, sum, x));
        });
    }

    /** ONNX counts positions in i64. */
    private static List<Value> fromOnnx(OnnxCall call) {
        var k = call.has(1) ? call.dim(1) : Dim.of(call.integer("k", 0));
        int axis = call.axis("axis", -1, call.type(0).rank());
        call.yields(1, OnnxElement.I64);
        var op = new TopK(axis, k, call.flag("largest", true));
        var results = call.builder().node(op, List.of(call.operand(0))).results();
        return List.of(results.get(0), call.builder().add(new Convert(DType.I64), results.get(1)));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        var results =
                target.node("TopK", target.operand(0), target.sizes(List.of(count)))
                        .with("axis", axis)
                        .with("largest", largest)
                        .results(2);
        return Optional.of(
                List.of(results.get(0), target.convert(results.get(1), DType.I64, DType.I32)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new TopK(-1, Dim.symbol("n"), true), "f32[n]"),
                Sample.of(new TopK(0, Dim.of(2), false), "f32[9, 3]"),
                Sample.of(new TopK(1, Dim.of(3), true), "f64[2, 5, 2]"),
                Sample.within(0, 3, new TopK(0, Dim.symbol("n"), false), "i32[n]"));
    }
}
