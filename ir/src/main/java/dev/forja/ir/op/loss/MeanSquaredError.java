package dev.forja.ir.op.loss;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Square;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.reduce.ReduceMean;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Mean of the squared differences over all elements. */
public record MeanSquaredError() implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Mean of the squared differences.",
                "mean((prediction - target)^2)",
                List.of("prediction", "target"),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        Operands.require(
                this,
                operands.get(0).dtype().isFloat(),
                "element type",
                "f32 or f64",
                operands.get(0));
        Operands.require(
                this,
                operands.get(0).equals(operands.get(1)),
                "target",
                "the type of the prediction, " + operands.get(0),
                operands.get(1));
        return List.of(TensorType.scalar(operands.get(0).dtype()));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var difference = builder.add(new Sub(), operands.get(0), operands.get(1));
        return List.of(
                builder.add(
                        new ReduceMean(List.of(), false), builder.add(new Square(), difference)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(Sample.of(new MeanSquaredError(), "f32[n, 5]", "f32[n, 5]"));
    }
}
