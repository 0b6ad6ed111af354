package dev.forja.ir.op.loss;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Neg;
import dev.forja.ir.op.nn.LogSoftmax;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Cross-entropy between label distributions and the softmax of logits, along the last axis; one
 * loss per row.
 */
public record SoftmaxCrossEntropy() implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Cross-entropy of softmax and label distributions.",
                "-sum_j labels_j * logSoftmax(logits)_j",
                List.of("logits", "labels"),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        var logits = operands.get(0);
        Operands.require(
                this,
                logits.dtype().isFloat() && logits.rank() >= 1,
                "logits",
                "f32 or f64 of rank 1 or more",
                logits);
        Operands.require(
                this,
                logits.equals(operands.get(1)),
                "labels",
                "the type of the logits, " + logits,
                operands.get(1));
        return List.of(logits.withShape(logits.shape().without(logits.rank() - 1)));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var log = builder.add(new LogSoftmax(-1), operands.get(0));
        var product = builder.add(new Mul(), operands.get(1), log);
        return List.of(
                builder.add(new Neg(), builder.add(new ReduceSum(List.of(-1), false), product)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new SoftmaxCrossEntropy(), "f32[n, 5]", "f32[n, 5]"),
                Sample.of(new SoftmaxCrossEntropy(), "f64[40]", "f64[40]"));
    }
}
