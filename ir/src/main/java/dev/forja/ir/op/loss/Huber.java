package dev.forja.ir.op.loss;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Abs;
import dev.forja.ir.op.math.LessEqual;
import dev.forja.ir.op.math.Square;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Mean Huber loss (Huber 1964): quadratic up to delta, linear beyond. */
public record Huber(double delta) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Huber loss.",
                "mean of d^2/2 where |d| <= delta, else delta * (|d| - delta/2); d = prediction - target",
                List.of("prediction", "target"),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        return List.of(LossMath.inferMean(this, operands));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var math = new LossMath(builder);
        var size = builder.add(new Abs(), builder.add(new Sub(), operands.get(0), operands.get(1)));
        var quadratic = math.mul(0.5, builder.add(new Square(), size));
        var linear = math.mul(delta, math.sub(size, math.number(size, delta / 2)));
        var isSmall = math.apply(new LessEqual(), size, math.number(size, delta));
        return math.mean(math.apply(new Where(), isSmall, quadratic, linear));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Huber(1), "f32[n+1, 5]", "f32[n+1, 5]"),
                Sample.of(new Huber(0.5), "f64[7]", "f64[7]"));
    }
}
