package dev.forja.ir.op.loss;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Square;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** Half the sum of squares, as tf.nn.l2_loss. */
public record L2Penalty() implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc("Half the sum of squares.", "sum(x^2) / 2", List.of("x"), List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        Operands.require(
                this,
                operands.get(0).dtype().isFloat(),
                "element type",
                "f32 or f64",
                operands.get(0));
        return List.of(TensorType.scalar(operands.get(0).dtype()));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var sum =
                builder.add(
                        new ReduceSum(List.of(), false),
                        builder.add(new Square(), operands.getFirst()));
        return List.of(builder.add(new Mul(), sum, Emit.fill(builder, sum.type(), 0.5)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(Sample.of(new L2Penalty(), "f32[n, 5]"));
    }
}
