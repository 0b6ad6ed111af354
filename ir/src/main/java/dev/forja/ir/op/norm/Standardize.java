package dev.forja.ir.op.norm;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Mean 0 and variance 1 along axes. */
public record Standardize(List<Integer> axes, double epsilon) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Mean 0 and variance 1 along axes.",
                "(x - mean x) / sqrt(mean (x - mean x)^2 + epsilon)",
                List.of("x"),
                List.of());
    }

    public Standardize {
        axes = List.copyOf(axes);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        Statistics.requireFloat(this, operands.getFirst());
        axes.forEach(axis -> Operands.axis(this, axis, operands.getFirst().rank()));
        return operands;
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var math = new Statistics(builder);
        var x = operands.getFirst();
        var centred = math.sub(x, math.mean(x, axes));
        return List.of(math.mul(centred, scale(math, x)));
    }

    private Value scale(Statistics math, Value x) {
        return math.inverseDeviation(math.variance(x, axes), epsilon);
    }

    /** (dy - mean dy - y * mean (dy * y)) / sqrt(variance + epsilon). */
    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> {
            var math = new Statistics(r.builder());
            var shifted = math.sub(r.cotangent(), math.mean(r.cotangent(), axes));
            var along = math.mean(math.mul(r.cotangent(), r.result()), axes);
            var straight = math.sub(shifted, math.mul(r.result(), along));
            return List.of(math.mul(straight, scale(math, r.operand(0))));
        });
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Standardize(List.of(-1), 1e-3), "f32[n, 5]"),
                Sample.of(new Standardize(List.of(0), 1e-3), "f32[n+1, 3]"),
                Sample.of(new Standardize(List.of(1, 2), 1e-5), "f64[2, 3, 40]"));
    }
}
