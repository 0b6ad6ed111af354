package dev.forja.passes.train;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Sqrt;
import java.util.List;
import java.util.Map;

/**
 * v' = v + g^2; p' = p - rate * g / (sqrt(v' + initial) + epsilon) (Duchi, Hazan and Singer 2011).
 * The slot begins at zero; the accumulator that TensorFlow begins with is added where it is read.
 */
final class Adagrad implements Optimizer {
    @Override
    public String name() {
        return "adagrad";
    }

    @Override
    public Map<String, Double> defaults() {
        return Map.of("initialAccumulator", 0.1, "epsilon", 1e-7);
    }

    @Override
    public List<String> slots() {
        return List.of("v");
    }

    @Override
    public List<Value> update(Step step, Value parameter, Value gradient, List<Value> slots) {
        var math = new UpdateMath(step.builder());
        var sum = math.add(slots.getFirst(), math.mul(gradient, gradient));
        var shifted = math.add(sum, math.number(step.hyper().get("initialAccumulator")));
        var root = step.builder().add(new Sqrt(), shifted);
        var direction =
                math.div(gradient, math.add(root, math.number(step.hyper().get("epsilon"))));
        return List.of(math.sub(parameter, math.mul(step.rate(), direction)), sum);
    }
}
