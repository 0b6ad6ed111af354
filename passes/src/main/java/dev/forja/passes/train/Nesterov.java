package dev.forja.passes.train;

import dev.forja.ir.graph.Value;
import java.util.List;
import java.util.Map;

/**
 * m' = momentum * m + g; p' = p - rate * (g + momentum * m') (Nesterov 1983, in the form of
 * Sutskever and others 2013 that TensorFlow's MomentumOptimizer has with use_nesterov).
 */
final class Nesterov implements Optimizer {
    @Override
    public String name() {
        return "nesterov";
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
        double momentum = step.hyper().get("momentum");
        var next = math.add(math.mul(momentum, slots.getFirst()), gradient);
        var ahead = math.add(gradient, math.mul(momentum, next));
        return List.of(math.sub(parameter, math.mul(step.rate(), ahead)), next);
    }
}
