package dev.forja.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.forja.frontend.java.JavaFrontend;
import dev.forja.frontend.java.SourceFile;
import dev.forja.frontend.java.SourceLookup;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.graph.Value;
import dev.forja.ir.interp.Interpreter;
import dev.forja.ir.op.loss.L2Penalty;
import dev.forja.ir.verify.Verifier;
import dev.forja.passes.autodiff.Autodiff;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recurrent layers from model sources: values, bits and gradients through time. */
class RecurrentLayersTest {
    private static final double STEP = 1e-6;

    private static final String HEADER =
            """
            import static dev.forja.dsl.Functions.*;
            import static dev.forja.dsl.Initializers.*;
            import dev.forja.dsl.*;
            import dev.forja.dsl.layer.*;
            import java.util.*;

            @Model
            class Test {
            """;

    private static final String RNN =
            """
            final Rnn layer = new Rnn(3, 5);
            @Entry Tensor run(@Shape("n, t, 3") Tensor x) {
                return concat(1, layer.apply(x), expandDims(layer.last(x), 1));
            }
            """;

    private static final String GRU =
            """
            final Gru layer = new Gru(3, 5);
            @Entry Tensor run(@Shape("n, t, 3") Tensor x) {
                return concat(1, layer.apply(x), expandDims(layer.last(x), 1));
            }
            """;

    private static final String LSTM =
            """
            final Lstm layer = new Lstm(3, 5);
            @Entry Tensor run(@Shape("n, t, 3") Tensor x, @Shape("2, n, 5") Tensor state) {
                Tensor end = layer.last(x, state);
                return concat(1, layer.apply(x, state), transpose(end, 1, 0, 2));
            }
            """;

    /** Two layers, the first one in both directions. */
    private static final String STACKED =
            """
            final Lstm forth = new Lstm(3, 4);
            final Lstm back = new Lstm(3, 4);
            final Gru top = new Gru(8, 3);
            @Entry Tensor run(@Shape("n, t, 3") Tensor x) {
                return top.apply(concat(2, forth.apply(x), back.applyReversed(x)));
            }
            """;

    private static ModelDef model(String body) {
        var lookup = SourceLookup.classPath(RecurrentLayersTest.class.getClassLoader());
        return new JavaFrontend(lookup, Map.of())
                .parse(List.of(new SourceFile("Test.java", HEADER + body + "}\n")))
                .getFirst();
    }

    private static Function entry(String body) {
        return model(body).entries().getFirst().forward();
    }

    @ParameterizedTest
    @ValueSource(strings = {RNN, GRU, LSTM, STACKED})
    void allFormsAgree(String body) {
        var program = new Program(entry(body));
        assertThat(Verifier.verify(program.function())).isEmpty();
        var compiled = new CompiledProgram(program);
        for (long length : new long[] {0, 1, 2, 7}) {
            var symbols = Map.of("n", 3L, "t", length);
            var inputs = program.inputs(symbols, new Random(length), -1, 1);
            DifferentialTest.check(program, compiled, symbols, inputs);
        }
    }

    /** Half the sum of squares of the result, and its gradients by everything. */
    private static Function gradient(Function entry, List<Value> wrt) {
        var builder = new FunctionBuilder(Program.ENTRY);
        var values = new HashMap<Value, Value>();
        entry.params().forEach(param -> values.put(param, builder.param(entry, param)));
        builder.inline(entry, values);
        builder.output(
                "loss", builder.add(new L2Penalty(), values.get(entry.outputs().getFirst())));
        var loss = builder.build();
        wrt.addAll(loss.params());
        return Autodiff.gradient(loss, 0, wrt);
    }

    @ParameterizedTest
    @ValueSource(strings = {RNN, GRU, LSTM, STACKED})
    void gradientsThroughTimeAgreeWithFiniteDifferences(String body) {
        var wrt = new ArrayList<Value>();
        var gradient = gradient(entry(body), wrt);
        assertThat(Verifier.verify(gradient)).isEmpty();
        var program = new Program(gradient);
        var symbols = Map.of("n", 2L, "t", 4L);
        var random = new Random(1);
        var inputs = program.inputs(symbols, random, -1, 1);
        var results = Interpreter.run(gradient, symbols, inputs);
        var up = new ArrayList<Tensor>();
        var down = new ArrayList<Tensor>();
        double expected = 0;
        for (int i = 0; i < inputs.size(); i++) {
            var base = inputs.get(i);
            var direction = Tensor.of(base.type(), _ -> random.nextDouble() - 0.5);
            up.add(Tensor.of(base.type(), k -> base.floats()[k] + STEP * direction.floats()[k]));
            down.add(Tensor.of(base.type(), k -> base.floats()[k] - STEP * direction.floats()[k]));
            for (int k = 0; k < base.size(); k++) {
                expected += results.get(1 + i).floats()[k] * direction.floats()[k];
            }
        }
        double above = Interpreter.run(gradient, symbols, up).getFirst().floats()[0];
        double below = Interpreter.run(gradient, symbols, down).getFirst().floats()[0];
        double difference = (above - below) / (2 * STEP);
        assertThat(expected)
                .isCloseTo(difference, within(1e-5 * Math.max(1, Math.abs(difference))));
    }

    @ParameterizedTest
    @ValueSource(strings = {RNN, GRU, LSTM, STACKED})
    void gradientsThroughTimeHaveTheSameBitsInAllForms(String body) {
        var program = new Program(gradient(entry(body), new ArrayList<>()));
        var compiled = new CompiledProgram(program);
        for (long length : new long[] {0, 1, 5}) {
            var symbols = Map.of("n", 3L, "t", length);
            var inputs = program.inputs(symbols, new Random(length), -1, 1);
            DifferentialTest.check(program, compiled, symbols, inputs);
        }
    }

    @Test
    void dropoutOfOneStepIsRefusedInTraining() {
        var model =
                model(
                        """
                        @Parameter Tensor w = zeros(3);
                        @Loss(optimizer = "adam") Tensor loss(@Shape("n, t, 3") Tensor x) {
                            Tensor h = zeros(x.dim(0), 3);
                            for (Tensor step : steps(x, 1)) {
                                h = dropout(h.plus(step.times(w)), 0.5);
                            }
                            return mean(h);
                        }
                        """);
        var problem =
                catchThrowableOfType(
                        CompileException.class, () -> LowerModel.units(model, PassObserver.NONE));
        var diagnostic = problem.diagnostics().getFirst();
        assertThat(diagnostic.location().line()).isEqualTo(13);
        assertThat(diagnostic.message()).isEqualTo("random numbers inside of a loop over steps");
    }
}
