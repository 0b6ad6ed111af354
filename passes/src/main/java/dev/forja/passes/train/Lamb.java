package dev.forja.passes.train;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.math.LogicalOr;
import dev.forja.ir.op.math.Where;
import java.util.List;
import java.util.Map;

/**
 * LAMB (You and others 2020): r = m^ / (sqrt(v^) + epsilon) + weightDecay * p, with m^ and v^ as in
 * Adam; p' = p - rate * |p| / |r| * r, where a norm of 0 counts as a ratio of 1.
 */
final class Lamb implements Optimizer {
    @Override
    public String name() {
        return "lamb";
    }

    @Override
    public Map<String, Double> defaults() {
        return Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-6, "weightDecay", 0.01);
    }

    @Override
    public List<String> slots() {
        return List.of("m", "v");
    }

    @Override
    public List<Value> update(Step step, Value parameter, Value gradient, List<Value> slots) {
        var math = new UpdateMath(step.builder());
        var moments = Adam.moments(step, gradient, slots);
        var direction =
                math.add(moments.direction(), math.mul(step.hyper().get("weightDecay"), parameter));
        var length = math.mul(step.rate(), ratio(math, parameter, direction));
        return List.of(math.sub(parameter, math.mul(length, direction)), moments.m(), moments.v());
    }

    private static Value ratio(UpdateMath math, Value parameter, Value direction) {
        var builder = math.builder();
        var own = math.norm(List.of(parameter));
        var other = math.norm(List.of(direction));
        var zero = math.number(0);
        var isZero =
                builder.add(
                        new LogicalOr(),
                        builder.add(new Equal(), own, zero),
                        builder.add(new Equal(), other, zero));
        return builder.add(new Where(), isZero, math.number(1), math.div(own, other));
    }
}
