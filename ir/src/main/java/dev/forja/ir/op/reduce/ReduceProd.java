package dev.forja.ir.op.reduce;

import dev.forja.ir.diag.Location;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/** Product along axes. No axes means all axes. */
public record ReduceProd(List<Integer> axes, boolean keepDims) implements StructuredOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Product along axes.",
                "product of x",
                List.of("x"),
                List.of(OpDoc.OnnxName.since("ReduceProd", 1, OnnxReduction.of(ReduceProd::new))));
    }

    public ReduceProd {
        axes = List.copyOf(axes);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        return List.of(Reductions.type(this, operands, axes, keepDims));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        var reduced = Reductions.axes(this, axes, operands.getFirst().rank());
        return List.of(
                Kernels.reduction(
                        this,
                        operands.getFirst(),
                        reduced,
                        result,
                        keepDims,
                        Combiner.PROD,
                        location));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> List.of(Reductions.productOfOthers(r, axes)));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(OnnxReduction.write(target, "ReduceProd", axes, keepDims));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new ReduceProd(List.of(1), false), "f32[n, 5]"),
                Sample.of(new ReduceProd(List.of(0), false), "f32[n, 5]"),
                Sample.of(new ReduceProd(List.of(), false), "f32[3, n]"),
                Sample.of(new ReduceProd(List.of(-1), true), "f32[2, 40]"),
                Sample.of(new ReduceProd(List.of(0, 2), true), "f64[2, n, 3]"),
                Sample.of(new ReduceProd(List.of(1), false), "f32[3, n]"),
                Sample.of(new ReduceProd(List.of(0), false), "i32[4]"));
    }
}
