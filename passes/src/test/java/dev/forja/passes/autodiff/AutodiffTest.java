package dev.forja.passes.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Role;
import dev.forja.ir.interp.Interpreter;
import dev.forja.ir.text.FunctionParser;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.verify.Verifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutodiffTest {
    private static Function gradient(Function function) {
        var gradient = Autodiff.gradient(function, 0, function.params(Role.PARAMETER));
        assertThat(Verifier.verify(gradient)).isEmpty();
        return gradient;
    }

    private static Diagnostic refusal(String text) {
        var function = FunctionParser.parse(text);
        try {
            gradient(function);
        } catch (CompileException e) {
            assertThat(e.diagnostics()).hasSize(1);
            return e.diagnostics().getFirst();
        }
        throw new AssertionError("the gradient was not refused");
    }

    @Test
    void aLossThatIsNoScalarIsRefused() {
        var problem =
                refusal(
                        """
                        func @f(parameter %w: f32[3]) {
                          %a = exp(%w) : f32[3]  // M.java:4:9
                          return loss = %a
                        }
                        """);
        assertThat(problem.location()).isEqualTo(Location.source("M.java", 4, 9));
        assertThat(problem.message()).isEqualTo("only a scalar can be differentiated");
        assertThat(problem.found()).isEqualTo("f32[3]");
        assertThat(problem.hint()).contains("mean()");
    }

    @Test
    void anOperatorWithoutAGradientIsNamedWithItsPositionAndReason() {
        var problem =
                refusal(
                        """
                        func @f(parameter %w: f32[], input %go: bool[]) {
                          %a = while(%w, %go) {condition = func @c(input %x: f32[], input %g: bool[]) {
                            return go = %g
                          }, body = func @b(input %x: f32[], input %g: bool[]) {
                            return r = %x
                          }, carries = 1} : f32[]  // M.java:7:13
                          return loss = %a
                        }
                        """);
        assertThat(problem.location()).isEqualTo(Location.source("M.java", 7, 13));
        assertThat(problem.operator()).isEqualTo("while");
        assertThat(problem.message())
                .startsWith("the loss can't be differentiated through it: how often its body runs");
    }

    @Test
    void noGradientIsAskedOfWhatNoParameterGoesThrough() {
        var gradient =
                gradient(
                        FunctionParser.parse(
                                """
                                func @f(parameter %w: f32[], input %x: f32[], input %go: bool[]) {
                                  %a = if(%go, %x) {then = func @t(input %y: f32[]) {
                                    return r = %y
                                  }, otherwise = func @o(input %y: f32[]) {
                                    return r = %y
                                  }} : f32[]
                                  %b = mul(%a, %w) : f32[]
                                  return loss = %b
                                }
                                """));
        assertThat(gradient.results().get(1).name()).isEqualTo("d_w");
    }

    @Test
    void theFourthDerivativeIsThePassRunFourTimes() {
        var function =
                FunctionParser.parse(
                        """
                        func @f(parameter %w: f64[]) {
                          %a = sin(%w) : f64[]
                          %b = mul(%a, %w) : f64[]
                          return y = %b
                        }
                        """);
        for (int order = 1; order <= 4; order++) {
            function = onlyLast(gradient(function));
        }
        double w = 0.7;
        var at = Tensor.of(DType.F64, Shape.SCALAR, w);
        double found = Interpreter.run(function, Map.of(), List.of(at)).getFirst().floats()[0];
        // The fourth derivative of w sin w is w sin w - 4 cos w.
        assertThat(found).isEqualTo(w * Math.sin(w) - 4 * Math.cos(w), within(1e-12));
    }

    private static Function onlyLast(Function function) {
        return new Function(
                function.name(),
                function.params(),
                function.roles(),
                function.nodes(),
                List.of(function.results().getLast()));
    }

    @Test
    void tiesOfAMaximumShareTheCotangent() {
        var gradient =
                gradient(
                        FunctionParser.parse(
                                """
                                func @f(parameter %w: f64[4]) {
                                  %m = reduceMax(%w) {axes = [], keepDims = false} : f64[]
                                  return y = %m
                                }
                                """));
        var w = Tensor.of(DType.F64, Shape.of(4), 1, 5, 2, 5);
        var found = Interpreter.run(gradient, Map.of(), List.of(w)).getLast();
        assertThat(found.floats()).containsExactly(0, 0.5, 0, 0.5);
    }

    @Test
    void theErrorNamesTheOutput() {
        var function =
                FunctionParser.parse(
                        """
                        func @f(parameter %w: f32[]) {
                          %a = convert(%w) {type = i32} : i32[]  // M.java:2:3
                          return loss = %a
                        }
                        """);
        assertThatThrownBy(() -> gradient(function))
                .isInstanceOf(CompileException.class)
                .hasMessageStartingWith("M.java:2:3: error: gradient: only a scalar can be");
    }
}
