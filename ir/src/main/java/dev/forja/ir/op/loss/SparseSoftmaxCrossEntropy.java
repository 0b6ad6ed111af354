package dev.forja.ir.op.loss;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.TakesIndices;
import dev.forja.ir.op.shape.OneHot;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Cross-entropy between class indices and the softmax of logits, along the last axis; one loss per
 * row. A label outside the classes counts as none; where the labels are an input, a call refuses
 * it.
 */
public record SparseSoftmaxCrossEntropy() implements CompositeOp, TakesIndices {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Cross-entropy of softmax and class indices.",
                "-logSoftmax(logits)[labels]",
                List.of("logits", "labels"),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        var logits = operands.get(0);
        var labels = operands.get(1);
        Operands.require(
                this,
                logits.dtype() == DType.F32 && logits.rank() >= 1,
                "logits",
                "f32 of rank 1 or more",
                logits);
        Operands.require(
                this, labels.dtype().isInteger(), "labels", "i32 or i64 class indices", labels);
        var rows = logits.shape().without(logits.rank() - 1);
        Operands.require(
                this,
                labels.shape().equals(rows),
                "shape of labels",
                rows + ", that of the logits " + logits + " without the classes",
                labels);
        return List.of(logits.withShape(rows));
    }

    @Override
    public int indices() {
        return 1;
    }

    @Override
    public Dim bound(List<TensorType> operands) {
        return operands.getFirst().shape().dims().getLast();
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var logits = operands.get(0);
        var classes = logits.type().shape().dim(logits.type().rank() - 1);
        var labels = builder.add(new OneHot(classes), operands.get(1));
        return List.of(builder.add(new SoftmaxCrossEntropy(), logits, labels));
    }

    @Override
    public List<Sample> samples() {
        return List.of(Sample.within(0, 4, new SparseSoftmaxCrossEntropy(), "f32[n, 5]", "i32[n]"));
    }
}
