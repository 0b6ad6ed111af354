package dev.forja.ir.op.reduce;

import dev.forja.ir.diag.Location;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/** Position of the first least element along an axis, as i32. */
public record ArgMin(int axis, boolean keepDims) implements StructuredOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Position of the first least element along an axis.",
                "argMin of x",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("ArgMin", 1, OnnxReduction.position(ArgMin::new))
                                .range(OnnxRange.ORDERS)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        return List.of(
                Reductions.type(this, operands, List.of(axis), keepDims).withType(DType.I32));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        var reduced = Reductions.axes(this, List.of(axis), operands.getFirst().rank());
        return List.of(
                Kernels.reduction(
                        this,
                        operands.getFirst(),
                        reduced,
                        result,
                        keepDims,
                        Combiner.ARGMIN,
                        location));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("a position has no derivative");
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        var position =
                target.plain("ArgMin").with("axis", axis).with("keepdims", keepDims).result();
        return WritesOnnx.one(target.convert(position, DType.I64, DType.I32));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new ArgMin(1, false), "f32[n, 5]"),
                Sample.of(new ArgMin(0, true), "f32[4, n]"),
                Sample.of(new ArgMin(-1, false), "i32[7]"));
    }
}
