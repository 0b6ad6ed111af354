package dev.forja.ir.op.shape;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Guard;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.TakesIndices;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Picks slices along an axis by index. An index outside gives NaN (integers: 0). */
public record Gather(int axis) implements StructuredOp, TakesIndices, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Picks slices along an axis by index.",
                "result[.., i, ..] = data[.., indices[i], ..]",
                List.of("data", "indices"),
                List.of(
                        OpDoc.OnnxName.since("Gather", 1, OnnxImport.one(Gather::fromOnnx))
                                .range(OnnxRange.MOVES),
                        OpDoc.OnnxName.since("Compress", 9, OnnxImport.one(OnnxPicks::compress))
                                .range(OnnxRange.MOVES),
                        OpDoc.OnnxName.since("Unique", 11, OnnxPicks::unique)
                                .range(OnnxRange.MOVES),
                        OpDoc.OnnxName.since(
                                "NonMaxSuppression", 10, OnnxImport.one(OnnxSuppression::boxes))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        var data = operands.get(0);
        var indices = operands.get(1);
        Operands.require(this, indices.dtype().isInteger(), "indices", "i32 or i64", indices);
        int at = Operands.axis(this, axis, data.rank());
        var dims = new ArrayList<>(data.shape().dims().subList(0, at));
        dims.addAll(indices.shape().dims());
        dims.addAll(data.shape().dims().subList(at + 1, data.rank()));
        return List.of(data.withShape(new Shape(dims)));
    }

    @Override
    public int indices() {
        return 1;
    }

    @Override
    public Dim bound(List<TensorType> operands) {
        var data = operands.getFirst();
        return data.shape().dim(Operands.axis(this, axis, data.rank()));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        var data = operands.get(0);
        int rank = operands.get(1).rank();
        int at = Operands.axis(this, axis, data.rank());
        var where = IntStream.range(at, at + rank).mapToObj(IndexExpr::axis).toList();
        var position =
                new IndexExpr.Indirect(
                        new ScalarExpr.Load(Access.of(1, where), operands.get(1).dtype()));
        var index = new ArrayList<IndexExpr>();
        for (int i = 0; i < data.rank(); i++) {
            index.add(
                    i < at ? IndexExpr.axis(i) : i == at ? position : IndexExpr.axis(i + rank - 1));
        }
        var outside =
                data.dtype().isFloat()
                        ? ScalarExpr.constant(data.dtype(), Double.NaN)
                        : ScalarExpr.constant(data.dtype(), 0L);
        var access =
                new Access(0, index, List.of(new Guard(position, data.shape().dim(at))), outside);
        return List.of(
                Kernels.map(
                        this,
                        operands,
                        result,
                        new ScalarExpr.Load(access, result.dtype()),
                        location));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> Arrays.asList(scatterBack(r), null));
    }

    private Value scatterBack(Gradient.Request r) {
        var data = r.operand(0).type();
        int at = Operands.axis(this, axis, data.rank());
        return r.builder()
                .add(new ScatterAdd(at, data.shape().dim(at)), r.cotangent(), r.operand(1));
    }

    private static Value fromOnnx(OnnxCall call) {
        int axis = call.axis("axis", 0, call.type(0).rank());
        var indices = OnnxBuild.positions(call, 1, call.type(0).shape().dim(axis));
        return call.builder().add(new Gather(axis), call.operand(0), indices);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.plain("Gather").with("axis", axis).result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0, 4, new Gather(0), "f32[5, 3]", "i32[n]"),
                Sample.within(0, 4, new Gather(1), "f32[n, 5]", "i64[2, 2]"),
                Sample.within(0, 4, new Gather(0), "f32[5]", "i32[]"));
    }
}
