package dev.forja.ir.op.norm;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) by the mean and variance of the batch. Further
 * results are the running mean and variance, {@code old * momentum + batch * (1 - momentum)}; the
 * variance is that of the batch itself, divided by its size.
 */
public record BatchNormTraining(int axis, double epsilon, double momentum) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Batch normalisation by the statistics of the batch.",
                "(x - mean x) / sqrt(var x + epsilon) * scale + bias, over all axes but one",
                List.of("x", "scale", "bias", "mean", "variance"),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        var x = new BatchNorm(axis, epsilon, momentum).inferTypes(operands).getFirst();
        return List.of(x, operands.get(3), operands.get(4));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var math = new Statistics(builder);
        var x = operands.get(0);
        int rank = x.type().rank();
        int channels = Operands.axis(this, axis, rank);
        var axes = IntStream.range(0, rank).filter(i -> i != channels).boxed().toList();
        var standard = builder.add(new Standardize(axes, epsilon), x);
        var scaled = math.mul(standard, math.along(operands.get(1), x, channels));
        var y = math.add(scaled, math.along(operands.get(2), x, channels));
        var mean = running(math, operands.get(3), math.mean(x, axes));
        var variance = running(math, operands.get(4), math.variance(x, axes));
        return List.of(y, mean, variance);
    }

    private Value running(Statistics math, Value old, Value batch) {
        var flat = Emit.reshape(math.builder(), batch, old.type().shape());
        return math.add(
                math.mul(old, math.number(old, momentum)),
                math.mul(flat, math.number(old, 1 - momentum)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(
                        0.1,
                        2,
                        new BatchNormTraining(1, 1e-3, 0.9),
                        "f32[n+1, 4, 3]",
                        "f32[4]",
                        "f32[4]",
                        "f32[4]",
                        "f32[4]"),
                Sample.within(
                        0.1,
                        2,
                        new BatchNormTraining(-1, 1e-3, 0.9),
                        "f64[n+1, 3]",
                        "f64[3]",
                        "f64[3]",
                        "f64[3]",
                        "f64[3]"));
    }
}
