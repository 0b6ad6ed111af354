package dev.forja.ir.op.loss;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Abs;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Mean of the absolute differences over all elements. */
public record MeanAbsoluteError() implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Mean of the absolute differences.",
                "mean |prediction - target|",
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
        var difference = builder.add(new Sub(), operands.get(0), operands.get(1));
        return math.mean(builder.add(new Abs(), difference));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new MeanAbsoluteError(), "f32[n+1, 5]", "f32[n+1, 5]"),
                Sample.of(new MeanAbsoluteError(), "f64[7]", "f64[7]"));
    }
}
