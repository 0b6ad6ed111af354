package dev.forja.passes.train;

import dev.forja.ir.graph.Value;
import java.util.List;
import java.util.Map;

/**
 * m' = momentum * m + g; p' = p - rate * m' (Polyak 1964, in the form of TensorFlow's
 * MomentumOptimizer).
 */
final class Momentum implements Optimizer {
    @Override
    public String name() {
        return "momentum";
    }

    @Override
    public Map<String, Double> defaults() {
        return Map.of("momentum", 0.9);
    }

    @Override
    public List<String> slots() {
        return List.of("m");
    }

    @Override
    public List<Value> update(Step step, Value parameter, Value gradient, List<Value> slots) {
        var math = new UpdateMath(step.builder());
        var next = math.add(math.mul(step.hyper().get("momentum"), slots.getFirst()), gradient);
        return List.of(math.sub(parameter, math.mul(step.rate(), next)), next);
    }
}
