package dev.forja.ir.op.loss;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.math.Log;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Kullback-Leibler divergence of predictions, given by their logarithms, from target distributions
 * along the last axis; the mean over the other axes. A target of 0 counts 0.
 */
public record KlDivergence() implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Kullback-Leibler divergence.",
                "sum of target * (ln target - logPrediction) / rows",
                List.of("logPrediction", "target"),
                List.of());
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        var mean = LossMath.inferMean(this, operands);
        Operands.require(this, operands.get(0).rank() >= 1, "rank", "1 or more", operands.get(0));
        return List.of(mean);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var math = new LossMath(builder);
        var target = operands.get(1);
        var zero = math.number(target, 0);
        var isZero = math.apply(new Equal(), target, zero);
        var log =
                builder.add(
                        new Log(), math.apply(new Where(), isZero, math.number(target, 1), target));
        var terms = builder.add(new Mul(), target, builder.add(new Sub(), log, operands.get(0)));
        return math.mean(builder.add(new ReduceSum(List.of(-1), false), terms));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0.1, 1, new KlDivergence(), "f32[n+1, 5]", "f32[n+1, 5]"),
                Sample.within(0.1, 1, new KlDivergence(), "f64[7]", "f64[7]"));
    }
}
