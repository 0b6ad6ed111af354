package dev.forja.passes.train;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Sub;
import java.util.List;
import java.util.Map;

/** p' = p - rate * g. */
final class GradientDescent implements Optimizer {
    @Override
    public String name() {
        return "gradientDescent";
    }

    @Override
    public Map<String, Double> defaults() {
        return Map.of();
    }

    @Override
    public List<String> slots() {
        return List.of();
    }

    @Override
    public List<Value> update(Step step, Value parameter, Value gradient, List<Value> slots) {
        var math = new UpdateMath(step.builder());
        var change = math.mul(step.rate(), gradient);
        return List.of(math.next(parameter, new Sub(), parameter, change));
    }
}
