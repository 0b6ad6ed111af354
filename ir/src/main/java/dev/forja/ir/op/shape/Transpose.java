package dev.forja.ir.op.shape;

import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.LinearOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Permutes axes: axis i of the result is axis permutation[i] of the operand. */
public record Transpose(List<Integer> permutation) implements StructuredOp, LinearOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Permutes axes.",
                "result[i_p0, i_p1, ..] = x[i_0, i_1, ..]",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("Transpose", 1, OnnxImport.one(Transpose::fromOnnx))
                                .range(OnnxRange.MOVES)));
    }

    public Transpose {
        permutation = List.copyOf(permutation);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        boolean isPermutation =
                permutation.stream()
                        .sorted()
                        .toList()
                        .equals(IntStream.range(0, x.rank()).boxed().toList());
        Operands.require(
                this,
                isPermutation,
                "no permutation of the axes",
                "each axis of " + x + " once",
                permutation);
        return List.of(x.withShape(new Shape(permutation.stream().map(x.shape()::dim).toList())));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        var index = new IndexExpr[permutation.size()];
        for (int axis = 0; axis < index.length; axis++) {
            index[permutation.get(axis)] = IndexExpr.axis(axis);
        }
        var load = new ScalarExpr.Load(Access.of(0, List.of(index)), result.dtype());
        return List.of(Kernels.map(this, operands, result, load, location));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(
                r -> List.of(Emit.transposeTo(r.builder(), r.cotangent(), permutation)));
    }

    private static Value fromOnnx(OnnxCall call) {
        int rank = call.type(0).rank();
        var reversed = IntStream.range(0, rank).map(axis -> rank - 1 - axis).boxed().toList();
        var permutation = call.integers("perm").orElse(reversed);
        return call.builder().add(new Transpose(permutation), call.operand(0));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.transpose(target.operand(0), permutation));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Transpose(List.of(1, 0)), "f32[n, 5]"),
                Sample.of(new Transpose(List.of(2, 0, 1)), "f32[2, n, 3]"),
                Sample.of(new Transpose(List.of(1, 0)), "i32[3, 4]"));
    }
}
