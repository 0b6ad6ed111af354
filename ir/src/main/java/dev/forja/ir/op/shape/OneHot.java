package dev.forja.ir.op.shape;

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
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One-hot vectors: 1 at the index, 0 elsewhere; all 0 for an index outside. */
public record OneHot(Dim depth) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "One-hot vectors of indices.",
                "result[.., j] = (indices[..] == j)",
                List.of("indices"),
                List.of(
                        OpDoc.OnnxName.since("OneHot", 9, OnnxImport.one(OneHot::fromOnnx))
                                .range(OnnxRange.MOVES)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        Operands.require(this, x.dtype().isInteger(), "indices", "i32 or i64", x);
        var dims = new ArrayList<>(x.shape().dims());
        dims.add(depth);
        return List.of(new TensorType(DType.F32, new Shape(dims)));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var shape = inferTypes(List.of(x.type())).getFirst().shape();
        var positions = builder.add(new Iota(x.type().dtype(), shape, shape.rank() - 1));
        var axes = IntStream.range(0, x.type().rank()).boxed().toList();
        var spread = builder.add(new Broadcast(shape, axes), x);
        return List.of(
                builder.add(new Convert(DType.F32), builder.add(new Equal(), spread, positions)));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("an index has no derivative");
    }

    private static Value fromOnnx(OnnxCall call) {
        call.yields(0, call.element(2));
        var b = call.builder();
        var depth = call.dim(1);
        var indices = OnnxBuild.convert(b, call.operand(0), DType.I64);
        int rank = indices.type().rank();
        int axis = call.axis("axis", -1, rank + 1);
        var dims = new ArrayList<>(indices.type().shape().dims());
        dims.add(axis, depth);
        var shape = new Shape(dims);
        var onto = IntStream.range(0, rank).map(i -> i < axis ? i : i + 1).boxed().toList();
        var zero = OnnxBuild.scalar(b, DType.I64, 0);
        var isNegative = OnnxBuild.apply(b, new Less(), indices, zero);
        var wrapped = OnnxBuild.apply(b, new Add(), indices, Emit.dim(b, depth, DType.I64));
        var spread =
                b.add(new Broadcast(shape, onto), b.add(new Where(), isNegative, wrapped, indices));
        var isHot = b.add(new Equal(), spread, b.add(new Iota(DType.I64, shape, axis)));
        return OnnxBuild.apply(b, new Where(), isHot, element(call, 1), element(call, 0));
    }

    /** One of the two values: that for positions outside, that for the position of the index. */
    private static Value element(OnnxCall call, int index) {
        var slice = new Slice(List.of(Dim.of(index)), List.of(Dim.ONE), List.of(1));
        return Emit.reshape(
                call.builder(), call.builder().add(slice, call.operand(2)), Shape.SCALAR);
    }

    @Override
    public List<Sample> samples() {
        return List.of(Sample.within(0, 4, new OneHot(Dim.of(5)), "i32[n]"));
    }
}
