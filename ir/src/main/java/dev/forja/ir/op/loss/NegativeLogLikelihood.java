package dev.forja.ir.op.loss;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Neg;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.op.shape.OneHot;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * The negative logarithm of the probability of a class, along the last axis; one loss per row. A
 * label outside the classes counts as none.
 */
public record NegativeLogLikelihood() implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Negative logarithm of the probability of a class.",
                "-logProbabilities[.., labels]",
                List.of("logProbabilities", "labels"),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        var log = operands.get(0);
        var labels = operands.get(1);
        Operands.require(
                this,
                log.dtype() == DType.F32 && log.rank() >= 1,
                "logProbabilities",
                "f32 of rank 1 or more",
                log);
        Operands.require(
                this, labels.dtype().isInteger(), "labels", "i32 or i64 class indices", labels);
        var rows = log.shape().without(log.rank() - 1);
        Operands.require(
                this,
                labels.shape().equals(rows),
                "shape of labels",
                rows + ", that of logProbabilities " + log + " without the classes",
                labels);
        return List.of(log.withShape(rows));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var log = operands.get(0);
        var classes = log.type().shape().dim(log.type().rank() - 1);
        var picked = builder.add(new Mul(), log, builder.add(new OneHot(classes), operands.get(1)));
        return List.of(
                builder.add(new Neg(), builder.add(new ReduceSum(List.of(-1), false), picked)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0, 4, new NegativeLogLikelihood(), "f32[n, 5]", "i32[n]"),
                Sample.within(0, 4, new NegativeLogLikelihood(), "f32[2, n, 5]", "i64[2, n]"));
    }
}
