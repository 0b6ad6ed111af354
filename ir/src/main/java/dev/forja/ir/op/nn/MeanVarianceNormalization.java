package dev.forja.ir.op.nn;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sqrt;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.reduce.ReduceMean;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Subtracts the mean along axes and divides by the standard deviation. No axes means all axes. */
public record MeanVarianceNormalization(List<Integer> axes) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Subtracts the mean along axes and divides by the standard deviation.",
                "(x - mean) / (sqrt(mean of (x - mean)^2) + 1e-9)",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("MeanVarianceNormalization", 9)
                                .absent("axes", List.of(0, 2, 3))));
    }

    public MeanVarianceNormalization {
        axes = List.copyOf(axes);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        axes.forEach(axis -> Operands.axis(this, axis, operands.getFirst().rank()));
        return operands;
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var x = operands.getFirst();
        var mean = builder.add(new ReduceMean(axes, true), x);
        var centred = Broadcasting.apply(builder, new Sub(), List.of(x, mean));
        var square = builder.add(new Mul(), centred, centred);
        var variance = builder.add(new ReduceMean(axes, true), square);
        var deviation = builder.add(new Sqrt(), variance);
        var divisor = builder.add(new Add(), deviation, Emit.fill(builder, deviation.type(), 1e-9));
        return List.of(Broadcasting.apply(builder, new Div(), List.of(centred, divisor)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new MeanVarianceNormalization(List.of(1)), "f32[n, 5]"),
                Sample.of(new MeanVarianceNormalization(List.of(0, 2)), "f64[2, 3, 4]"));
    }
}
