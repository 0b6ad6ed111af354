package dev.forja.test;

import dev.forja.ir.data.Tensor;
import dev.forja.passes.autodiff.Autodiff;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The gradients of random programs: right, and the same in all forms. */
class RandomGradientTest {
    private static final RandomCases CASES = new RandomCases(200, 10);
    private static final RandomCases COMPILED = new RandomCases(200, 10);

    @Test
    void finiteDifferencesAgree() {
        CASES.check(
                RandomPrograms::smooth,
                (program, seed) -> {
                    var random = new Random(seed);
                    var symbols = Map.of("n", 1 + seed % 4);
                    var scalar = GradientCheck.weighted(program.function(), 0);
                    var inputs =
                            scalar.params().stream()
                                    .map(param -> Program.bound(param.type(), symbols))
                                    .map(type -> Tensor.of(type, _ -> random.nextDouble() - 0.5))
                                    .toList();
                    new GradientCheck(symbols, random)
                            .firstAndSecondOrder(
                                    scalar, program.function().params().size(), inputs);
                });
    }

    @Test
    void allFormsAgree() {
        COMPILED.check(
                RandomPrograms::make,
                (program, seed) -> {
                    var scalar = GradientCheck.weighted(program.function(), 0);
                    var gradient = Program.entry(Autodiff.gradient(scalar, 0, scalar.params()));
                    var compiled = new CompiledProgram(gradient);
                    for (var symbols : RandomCases.sizes(seed)) {
                        var inputs = gradient.inputs(symbols, new Random(seed), -1, 1);
                        DifferentialTest.check(gradient, compiled, symbols, inputs);
                    }
                });
    }
}
