package dev.forja.test;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A thousand random programs in all forms: interpreter, kernels, bytecode of each lane count. */
class RandomProgramTest {
    private static final RandomCases CASES = new RandomCases(1_000, 12);

    @Test
    void allFormsAgree() {
        CASES.check(
                RandomPrograms::make,
                (program, seed) -> {
                    var compiled = new CompiledProgram(program);
                    for (var symbols : RandomCases.sizes(seed)) {
                        var inputs = program.inputs(symbols, new Random(seed), -1, 1);
                        DifferentialTest.check(program, compiled, symbols, inputs);
                    }
                });
    }
}
