package dev.forja.passes.train;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Sub;
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
        var slot = slots.getFirst();
        var kept = math.mul(step.hyper().get("momentum"), slot);
        var next = math.next(slot, new Add(), kept, gradient);
        var change = math.mul(step.rate(), next);
        return List.of(math.next(parameter, new Sub(), parameter, change), next);
    }
}
