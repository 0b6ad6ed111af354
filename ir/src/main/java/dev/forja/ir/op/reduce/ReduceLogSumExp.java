package dev.forja.ir.op.reduce;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Abs;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Exp;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.Log;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * Logarithm of the sum of exponentials along axes. No axes means all axes. Of x minus its greatest
 * element, so that nothing overflows.
 */
public record ReduceLogSumExp(List<Integer> axes, boolean keepDims)
        implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Logarithm of the sum of exponentials along axes.",
                "m + ln(sum of e^(x - m)), m = max of x",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since(
                                "ReduceLogSumExp", 1, OnnxReduction.of(ReduceLogSumExp::new))));
    }

    public ReduceLogSumExp {
        axes = List.copyOf(axes);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        return List.of(Reductions.type(this, operands, axes, keepDims));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var greatest = builder.add(new ReduceMax(axes, true), x);
        // An infinite one would make NaN of the differences; then 0 serves as well.
        var infinity = Emit.fill(builder, greatest.type(), Double.POSITIVE_INFINITY);
        var isFinite = builder.add(new Less(), builder.add(new Abs(), greatest), infinity);
        var zero = Emit.fill(builder, greatest.type(), 0);
        var shift = builder.add(new Where(), isFinite, greatest, zero);
        var shifted = Broadcasting.apply(builder, new Sub(), List.of(x, shift));
        var sum = builder.add(new ReduceSum(axes, true), builder.add(new Exp(), shifted));
        var result = builder.add(new Add(), shift, builder.add(new Log(), sum));
        var type = inferTypes(List.of(x.type())).getFirst();
        return List.of(Emit.reshape(builder, result, type.shape()));
    }

    /** The softmax of the operand: the greatest element's share cancels. */
    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> List.of(cotangent(r)));
    }

    private Value cotangent(Gradient.Request r) {
        var b = r.builder();
        var x = r.operand(0);
        var result = Reductions.spread(b, r.result(), x.type(), axes);
        var share = b.add(new Exp(), b.add(new Sub(), x, result));
        return b.add(new Mul(), share, Reductions.spread(b, r.cotangent(), x.type(), axes));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(OnnxReduction.write(target, "ReduceLogSumExp", axes, keepDims));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new ReduceLogSumExp(List.of(1), false), "f32[n, 5]"),
                Sample.of(new ReduceLogSumExp(List.of(), true), "f64[3, 4]"));
    }
}
