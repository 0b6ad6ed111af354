package dev.forja.passes.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.graph.OptimizerDef;
import dev.forja.ir.graph.ParameterDef;
import dev.forja.ir.graph.Role;
import dev.forja.ir.interp.Interpreter;
import dev.forja.ir.text.FunctionParser;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Three steps of each optimizer on the loss sum(x w^2) / 2, whose gradient is x w, against the
 * formulas written out in Java.
 */
class OptimizersTest {
    private static final double[] X = {1, 3};
    private static final double[] START = {2, -1};
    private static final double RATE = 0.1;
    private static final int STEPS = 3;

    /** Constants of an update are f32: 1 - 0.999f^t differs from 1 - 0.999^t in the sixth digit. */
    private static final double CLOSE = 1e-5;

    private static final String LOSS =
            """
            func @loss(input %x: f32[2], parameter %w: f32[2], parameter %fixed: f32[2]) {
              %square = square(%w) : f32[2]  // M.java:5:9
              %product = mul(%x, %square) : f32[2]
              %sum = reduceSum(%product) {axes = [], keepDims = false} : f32[]
              %half = fill() {type = f32, shape = [], value = 0.5} : f32[]
              %loss = mul(%sum, %half) : f32[]  // M.java:5:3
              return loss = %loss
            }
            """;

    private static Function step(String optimizer, Map<String, Double> hyper) {
        return step(optimizer, hyper, true);
    }

    private static Function step(String optimizer, Map<String, Double> hyper, boolean trains) {
        var forward = FunctionParser.parse(LOSS);
        var parameters =
                forward.params(Role.PARAMETER).stream()
                        .map(p ->
                                new ParameterDef(
                                        p.name(),
                                        p.type(),
                                        "zeros",
                                        trains && p.name().equals("w"),
                                        Location.UNKNOWN))
                        .toList();
        var loss = new EntryDef(forward, OptimizerDef.of(optimizer, hyper), "");
        var model = new ModelDef("", "M", "", Location.UNKNOWN, parameters, List.of(loss));
        var step = BuildTrainingStep.of(model, loss, forward);
        assertThat(Verifier.verify(step)).isEmpty();
        return step;
    }

    /** The parameter after some steps; slots begin at zero. */
    private static double[] train(Function step) {
        var state = new ArrayList<Tensor>();
        for (var param : step.params()) {
            state.add(
                    switch (param.name()) {
                        case "x" -> Tensor.of(DType.F32, Shape.of(2), X);
                        case "w" -> Tensor.of(DType.F32, Shape.of(2), START);
                        case "learningRate" -> Tensor.of(DType.F32, Shape.SCALAR, RATE);
                        default -> Tensor.zeros(param.type());
                    });
        }
        for (int t = 1; t <= STEPS; t++) {
            int number = t;
            var counter = step.params(Role.STEP).getFirst();
            state.set(
                    step.params().indexOf(counter),
                    Tensor.of(counter.type(), _ -> (double) number));
            var results = Interpreter.run(step, Map.of(), state);
            for (int i = 0; i < results.size(); i++) {
                var target = step.results().get(i).target();
                if (target != null) {
                    state.set(step.params().indexOf(target), results.get(i));
                }
            }
        }
        return state.get(step.params().indexOf(step.params(Role.PARAMETER).getFirst())).floats();
    }

    /** One element of an optimizer written out: the next weight of step t, from 1. */
    @FunctionalInterface
    private interface Update {
        double next(int t, double weight, double gradient, double[] memory);
    }

    private static void check(Function step, Update update) {
        double[] found = train(step);
        for (int i = 0; i < START.length; i++) {
            double weight = START[i];
            var memory = new double[2];
            for (int t = 1; t <= STEPS; t++) {
                weight = update.next(t, weight, X[i] * weight, memory);
            }
            assertThat(found[i]).isEqualTo(weight, within(CLOSE));
        }
    }

    private static double adam(
            int t, double gradient, double[] memory, double b1, double b2, double e) {
        memory[0] = b1 * memory[0] + (1 - b1) * gradient;
        memory[1] = b2 * memory[1] + (1 - b2) * gradient * gradient;
        double mean = memory[0] / (1 - Math.pow(b1, t));
        double square = memory[1] / (1 - Math.pow(b2, t));
        return mean / (Math.sqrt(square) + e);
    }

    @Test
    void gradientDescent() {
        check(step("gradientDescent", Map.of()), (_, w, g, _) -> w - RATE * g);
    }

    @Test
    void momentum() {
        for (double mu : new double[] {0.9, 0.5}) {
            check(
                    step("momentum", mu == 0.9 ? Map.of() : Map.of("momentum", mu)),
                    (_, w, g, memory) -> {
                        memory[0] = mu * memory[0] + g;
                        return w - RATE * memory[0];
                    });
        }
    }

    @Test
    void adam() {
        check(
                step("adam", Map.of()),
                (t, w, g, memory) -> w - RATE * adam(t, g, memory, 0.9, 0.999, 1e-7));
        check(
                step("adam", Map.of("beta1", 0.8, "beta2", 0.95, "epsilon", 0.01)),
                (t, w, g, memory) -> w - RATE * adam(t, g, memory, 0.8, 0.95, 0.01));
    }

    @Test
    void adamwDecaysApartFromTheGradient() {
        check(
                step("adamw", Map.of("weightDecay", 0.3)),
                (t, w, g, memory) -> w - RATE * (adam(t, g, memory, 0.9, 0.999, 1e-7) + 0.3 * w));
    }

    @Test
    void nesterov() {
        check(
                step("nesterov", Map.of("momentum", 0.7)),
                (_, w, g, memory) -> {
                    memory[0] = 0.7 * memory[0] + g;
                    return w - RATE * (g + 0.7 * memory[0]);
                });
    }

    @Test
    void adagrad() {
        check(
                step("adagrad", Map.of("initialAccumulator", 0.2)),
                (_, w, g, memory) -> {
                    memory[0] += g * g;
                    return w - RATE * g / (Math.sqrt(memory[0] + 0.2) + 1e-7);
                });
    }

    @Test
    void rmsprop() {
        check(
                step("rmsprop", Map.of("rho", 0.8)),
                (_, w, g, memory) -> {
                    memory[0] = 0.8 * memory[0] + 0.2 * g * g;
                    return w - RATE * g / Math.sqrt(memory[0] + 1e-7);
                });
    }

    /** The norms are over all elements, so the elements are stepped together. */
    @Test
    void lamb() {
        double[] weights = START.clone();
        var memory = new double[2][2];
        for (int t = 1; t <= STEPS; t++) {
            var direction = new double[2];
            double own = 0;
            double other = 0;
            for (int i = 0; i < 2; i++) {
                direction[i] =
                        adam(t, X[i] * weights[i], memory[i], 0.9, 0.999, 1e-6) + 0.01 * weights[i];
                own += weights[i] * weights[i];
                other += direction[i] * direction[i];
            }
            for (int i = 0; i < 2; i++) {
                weights[i] -= RATE * Math.sqrt(own / other) * direction[i];
            }
        }
        assertThat(train(step("lamb", Map.of()))).containsExactly(weights, within(CLOSE));
    }

    @Test
    void gradientsAreClippedElementByElement() {
        check(
                step("gradientDescent", Map.of("clipByValue", 1.5)),
                (_, w, g, _) -> w - RATE * Math.clamp(g, -1.5, 1.5));
    }

    @Test
    void gradientsAreClippedTogether() {
        double[] weights = START.clone();
        for (int t = 1; t <= STEPS; t++) {
            double norm = Math.hypot(X[0] * weights[0], X[1] * weights[1]);
            double factor = 3 / Math.max(3, norm);
            for (int i = 0; i < 2; i++) {
                weights[i] -= RATE * factor * X[i] * weights[i];
            }
        }
        assertThat(train(step("gradientDescent", Map.of("clipByGlobalNorm", 3.0))))
                .containsExactly(weights, within(CLOSE));
        assertThatThrownBy(() -> step("adam", Map.of("clipByGlobalNorm", 0.0)))
                .hasMessageContaining("clipByGlobalNorm that nothing passes");
    }

    @Test
    void slotsAreNamedAfterTheirParameter() {
        var step = step("adam", Map.of());
        assertThat(step.params(Role.SLOT)).hasToString("[%w.m, %w.v]");
        assertThat(step.results().stream().map(r -> r.name()))
                .containsExactly("loss", "w", "w.m", "w.v");
        assertThat(step("gradientDescent", Map.of()).params(Role.SLOT)).isEmpty();
    }

    @Test
    void whatIsNotTrainableStays() {
        var targets =
                step("momentum", Map.of()).results().stream()
                        .filter(result -> result.target() != null)
                        .map(result -> result.target().name());
        assertThat(targets).doesNotContain("fixed");
        assertThatThrownBy(() -> step("momentum", Map.of(), false))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining("nothing to train");
    }

    @Test
    void anUnknownOptimizerIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> step("sgd", Map.of()))
                .isInstanceOf(CompileException.class)
                .hasMessageStartingWith("M.java:5:3: error: @Loss: unknown optimizer")
                .hasMessageContaining(
                        "one of [gradientDescent, momentum, nesterov, adagrad, rmsprop, adam, adamw, lamb]")
                .hasMessageContaining("sgd");
    }

    @Test
    void anUnknownHyperParameterIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> step("adam", Map.of("momentum", 0.9)))
                .hasMessageContaining("unknown hyper-parameter of adam")
                .hasMessageContaining(
                        "one of [beta1, beta2, clipByGlobalNorm, clipByValue, epsilon]");
        assertThatThrownBy(() -> step("gradientDescent", Map.of("momentum", 0.9)))
                .hasMessageContaining("one of [clipByGlobalNorm, clipByValue]");
    }
}
