package dev.forja.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.interp.Interpreter;
import dev.forja.ir.interp.Tensor;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.type.DType;
import dev.forja.passes.autodiff.Autodiff;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * First and second derivatives of every operator against directional finite differences in f64:
 * along a random direction v, (f(x + hv) - f(x - hv)) / 2h against the gradient times v.
 */
class GradientTest {
    private static final Map<String, Long> SYMBOLS = Map.of("n", 3L);
    private static final double STEP = 1e-6;

    static Stream<Sample> samples() {
        return OpCatalog.samples().values().stream()
                .flatMap(List::stream)
                .filter(sample -> !(sample.op().gradient() instanceof Gradient.None))
                .filter(sample ->
                        sample.operands().stream().anyMatch(type -> type.dtype().isFloat()))
                .filter(sample ->
                        sample.op().inferTypes(sample.operands()).getFirst().dtype().isFloat());
    }

    /** The weighted sum of the operator's result, a scalar; weights are further parameters. */
    static Function scalar(Sample sample) {
        var builder = new FunctionBuilder("f");
        var params = new ArrayList<Value>();
        for (int i = 0; i < sample.operands().size(); i++) {
            params.add(
                    builder.param("x" + i, sample.operands().get(i), Role.INPUT, Location.UNKNOWN));
        }
        var result = builder.node(sample.op(), params).results().getFirst();
        var weights = builder.param("w", result.type(), Role.INPUT, Location.UNKNOWN);
        var product = builder.add(new Mul(), result, weights);
        builder.output("f", builder.add(new ReduceSum(List.of(), false), product));
        return builder.build();
    }

    private static List<Value> floats(Function function, int most) {
        return function.params().subList(0, most).stream()
                .filter(p -> p.type().dtype().isFloat())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void firstAndSecondOrder(Sample sample) {
        var function = scalar(sample);
        var random = new Random(1);
        var inputs = inputs(function, sample, random);
        var wrt = floats(function, sample.operands().size());
        var first = Autodiff.gradient(function, 0, wrt);
        check(function, first, wrt, inputs, random, "first order");
        var second = weighted(first, wrt.size());
        var moreInputs = new ArrayList<>(inputs);
        for (var param : second.params().subList(inputs.size(), second.params().size())) {
            moreInputs.add(
                    Tensor.of(
                            Program.bound(param.type(), SYMBOLS), _ -> random.nextDouble() - 0.5));
        }
        var again = floats(second, sample.operands().size());
        check(
                second,
                Autodiff.gradient(second, 0, again),
                again,
                moreInputs,
                random,
                "second order");
    }

    private static List<Tensor> inputs(Function function, Sample sample, Random random) {
        var inputs = new ArrayList<Tensor>();
        for (var param : function.params()) {
            var type = Program.bound(param.type(), SYMBOLS);
            inputs.add(
                    Tensor.of(
                            type,
                            _ -> {
                                double value =
                                        sample.low()
                                                + random.nextDouble()
                                                        * (sample.high() - sample.low());
                                return type.dtype() == DType.BOOL
                                        ? random.nextInt(2)
                                        : type.dtype().isFloat() ? value : Math.rint(value);
                            }));
        }
        return inputs;
    }

    /** The gradients of a function, weighted and summed to a scalar. */
    private static Function weighted(Function gradient, int count) {
        var builder = new FunctionBuilder("g");
        var values = new HashMap<Value, Value>();
        gradient.params().forEach(p -> values.put(p, builder.param(gradient, p)));
        builder.inline(gradient, values);
        Value sum = null;
        var outputs = gradient.outputs();
        for (var output : outputs.subList(outputs.size() - count, outputs.size())) {
            var value = values.get(output);
            var weights =
                    builder.param("w_" + value.name(), value.type(), Role.INPUT, Location.UNKNOWN);
            var term =
                    builder.add(
                            new ReduceSum(List.of(), false),
                            builder.add(new Mul(), value, weights));
            sum = sum == null ? term : builder.add(new Add(), sum, term);
        }
        builder.output("g", sum);
        return builder.build();
    }

    private static void check(
            Function function,
            Function gradient,
            List<Value> wrt,
            List<Tensor> inputs,
            Random random,
            String order) {
        var gradients = Interpreter.run(gradient, SYMBOLS, inputs);
        var up = new ArrayList<>(inputs);
        var down = new ArrayList<>(inputs);
        double expected = 0;
        for (int i = 0; i < wrt.size(); i++) {
            int at = function.params().indexOf(wrt.get(i));
            var direction = Tensor.of(inputs.get(at).type(), _ -> random.nextDouble() - 0.5);
            var partial = gradients.get(gradients.size() - wrt.size() + i);
            var base = inputs.get(at);
            up.set(
                    at,
                    Tensor.of(base.type(), k -> base.floats()[k] + STEP * direction.floats()[k]));
            down.set(
                    at,
                    Tensor.of(base.type(), k -> base.floats()[k] - STEP * direction.floats()[k]));
            for (int k = 0; k < base.size(); k++) {
                expected += partial.floats()[k] * direction.floats()[k];
            }
        }
        double above = Interpreter.run(function, SYMBOLS, up).getFirst().floats()[0];
        double below = Interpreter.run(function, SYMBOLS, down).getFirst().floats()[0];
        double difference = (above - below) / (2 * STEP);
        assertThat(expected)
                .as(order)
                .isCloseTo(difference, within(1e-5 * Math.max(1, Math.abs(difference))));
    }
}
