package dev.forja.passes.train;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Sqrt;
import java.util.List;
import java.util.Map;

/**
 * v' = rho * v + (1 - rho) * g^2; p' = p - rate * g / sqrt(v' + epsilon) (Tieleman and Hinton 2012,
 * with epsilon where Keras has it).
 */
final class RmsProp implements Optimizer {
    @Override
    public String name() {
        return "rmsprop";
    }

    @Override
    public Map<String, Double> defaults() {
        return Map.of("rho", 0.9, "epsilon", 1e-7);
    }

    @Override
    public List<String> slots() {
        return List.of("v");
    }

    @Override
    public List<Value> update(Step step, Value parameter, Value gradient, List<Value> slots) {
        var math = new UpdateMath(step.builder());
        double rho = step.hyper().get("rho");
        var square =
                math.add(
                        math.mul(rho, slots.getFirst()),
                        math.mul(1 - rho, math.mul(gradient, gradient)));
        var shifted = math.add(square, math.number(step.hyper().get("epsilon")));
        var direction = math.div(gradient, step.builder().add(new Sqrt(), shifted));
        return List.of(math.sub(parameter, math.mul(step.rate(), direction)), square);
    }
}
