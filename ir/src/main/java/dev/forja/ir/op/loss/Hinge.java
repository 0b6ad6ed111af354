package dev.forja.ir.op.loss;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Maximum;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Mean hinge loss for targets of -1 and 1. */
public record Hinge() implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Hinge loss.",
                "mean of max(0, 1 - target * prediction)",
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
        var margin = builder.add(new Mul(), operands.get(0), operands.get(1));
        var missing = math.sub(math.number(margin, 1), margin);
        return math.mean(math.apply(new Maximum(), missing, math.number(margin, 0)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Hinge(), "f32[n+1, 5]", "f32[n+1, 5]"),
                Sample.of(new Hinge(), "f64[7]", "f64[7]"));
    }
}
