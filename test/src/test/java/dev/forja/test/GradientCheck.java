package dev.forja.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.interp.Interpreter;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.passes.autodiff.Autodiff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Derivatives against directional finite differences in f64: along a random direction v, (f(x + hv)
 * - f(x - hv)) / 2h against the gradient times v.
 */
final class GradientCheck {
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-5;

    private final Map<String, Long> symbols;
    private final Random random;

    GradientCheck(Map<String, Long> symbols, Random random) {
        this.symbols = symbols;
        this.random = random;
    }

    /** The sum of the weighted results of a function, a scalar; the weights are its parameters. */
    static Function weighted(Function function, int firstResult) {
        var builder = new FunctionBuilder("weighted");
        var values = new HashMap<Value, Value>();
        function.params().forEach(param -> values.put(param, builder.param(function, param)));
        builder.inline(function, values);
        Value sum = null;
        for (var output : function.outputs().subList(firstResult, function.outputs().size())) {
            var value = values.get(output);
            var name = "weights" + values.size();
            var weights = builder.param(name, value.type(), Role.INPUT, Location.UNKNOWN);
            values.put(weights, weights);
            var product = builder.add(new Mul(), value, weights);
            var term = builder.add(new ReduceSum(List.of(), false), product);
            sum = sum == null ? term : builder.add(new Add(), sum, term);
        }
        builder.output("sum", sum);
        return builder.build();
    }

    /**
     * Checks the derivatives of a scalar function, and those of its weighted gradient.
     *
     * @param count its first parameters, by which it is differentiated as far as they are floating
     *     point
     * @param inputs one per parameter
     */
    void firstAndSecondOrder(Function scalar, int count, List<Tensor> inputs) {
        var wrt = floats(scalar, count);
        var first = Autodiff.gradient(scalar, 0, wrt);
        check(scalar, first, wrt, inputs, "first order");
        var second = weighted(first, first.outputs().size() - wrt.size());
        var more = new ArrayList<>(inputs);
        for (var param : second.params().subList(inputs.size(), second.params().size())) {
            var type = Program.bound(param.type(), symbols);
            more.add(Tensor.of(type, _ -> random.nextDouble() - 0.5));
        }
        var again = floats(second, count);
        check(second, Autodiff.gradient(second, 0, again), again, more, "second order");
    }

    private static List<Value> floats(Function function, int count) {
        return function.params().subList(0, count).stream()
                .filter(param -> param.type().dtype().isFloat())
                .toList();
    }

    private void check(
            Function function,
            Function gradient,
            List<Value> wrt,
            List<Tensor> inputs,
            String order) {
        int first = gradient.outputs().size() - wrt.size();
        assertThat(gradient.outputs().subList(first, gradient.outputs().size()))
                .extracting(Value::type)
                .as("types of " + order)
                .isEqualTo(wrt.stream().map(Value::type).toList());
        var gradients = Interpreter.run(gradient, symbols, inputs);
        var up = new ArrayList<>(inputs);
        var down = new ArrayList<>(inputs);
        double expected = 0;
        for (int i = 0; i < wrt.size(); i++) {
            int at = function.params().indexOf(wrt.get(i));
            var base = inputs.get(at);
            var direction = Tensor.of(base.type(), _ -> random.nextDouble() - 0.5);
            var partial = gradients.get(first + i);
            up.set(at, moved(base, direction, STEP));
            down.set(at, moved(base, direction, -STEP));
            for (int k = 0; k < base.size(); k++) {
                expected += partial.floats()[k] * direction.floats()[k];
            }
        }
        double above = Interpreter.run(function, symbols, up).getFirst().floats()[0];
        double below = Interpreter.run(function, symbols, down).getFirst().floats()[0];
        double difference = (above - below) / (2 * STEP);
        assertThat(expected)
                .as(order)
                .isCloseTo(difference, within(TOLERANCE * Math.max(1, Math.abs(difference))));
    }

    private static Tensor moved(Tensor base, Tensor direction, double by) {
        return Tensor.of(base.type(), k -> base.floats()[k] + by * direction.floats()[k]);
    }
}
