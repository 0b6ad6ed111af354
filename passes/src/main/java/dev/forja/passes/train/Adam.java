package dev.forja.passes.train;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Pow;
import dev.forja.ir.op.math.Sqrt;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.type.DType;
import java.util.List;
import java.util.Map;

/**
 * Adam (Kingma and Ba 2015): m' = b1 m + (1 - b1) g; v' = b2 v + (1 - b2) g^2; p' = p - rate * (m'
 * / (1 - b1^t)) / (sqrt(v' / (1 - b2^t)) + epsilon). With decoupled weight decay it is AdamW
 * (Loshchilov and Hutter 2019): p' also loses rate * weightDecay * p.
 */
final class Adam implements Optimizer {
    private final boolean decays;

    Adam(boolean decays) {
        this.decays = decays;
    }

    @Override
    public String name() {
        return decays ? "adamw" : "adam";
    }

    @Override
    public Map<String, Double> defaults() {
        return decays
                ? Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-7, "weightDecay", 0.004)
                : Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-7);
    }

    @Override
    public List<String> slots() {
        return List.of("m", "v");
    }

    @Override
    public List<Value> update(Step step, Value parameter, Value gradient, List<Value> slots) {
        var math = new UpdateMath(step.builder());
        var moments = moments(step, gradient, slots);
        var direction = moments.direction();
        if (decays) {
            direction = math.add(direction, math.mul(step.hyper().get("weightDecay"), parameter));
        }
        var change = math.mul(step.rate(), direction);
        return List.of(
                math.next(parameter, new Sub(), parameter, change), moments.m(), moments.v());
    }

    /**
     * The moving averages of gradients and their squares.
     *
     * @param direction m / sqrt(v), both without bias
     */
    record Moments(Value m, Value v, Value direction) {}

    static Moments moments(Step step, Value gradient, List<Value> slots) {
        var math = new UpdateMath(step.builder());
        double beta1 = step.hyper().get("beta1");
        double beta2 = step.hyper().get("beta2");
        var keptM = math.mul(beta1, slots.get(0));
        var newM = math.mul(1 - beta1, gradient);
        var m = math.next(slots.get(0), new Add(), keptM, newM);
        var keptV = math.mul(beta2, slots.get(1));
        var newV = math.mul(1 - beta2, math.mul(gradient, gradient));
        var v = math.next(slots.get(1), new Add(), keptV, newV);
        var unbiasedM = math.mul(m, reciprocal(math, bias(step, math, beta1)));
        var unbiasedV = math.mul(v, reciprocal(math, bias(step, math, beta2)));
        var root = step.builder().add(new Sqrt(), unbiasedV);
        var epsilon = math.number(step.hyper().get("epsilon"));
        return new Moments(m, v, math.div(unbiasedM, math.add(root, epsilon)));
    }

    private static Value reciprocal(UpdateMath math, Value scalar) {
        return math.div(math.number(1), scalar);
    }

    /** 1 - beta^t. */
    private static Value bias(Step step, UpdateMath math, double beta) {
        var t = step.builder().add(new Convert(DType.F32), step.number());
        return math.sub(math.number(1), step.builder().add(new Pow(), math.number(beta), t));
    }
}
