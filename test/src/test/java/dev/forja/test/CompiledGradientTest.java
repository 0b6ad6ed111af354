package dev.forja.test;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.op.Sample;
import dev.forja.passes.autodiff.Autodiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradient of every operator in all forms: interpreter, kernels, bytecode of each lane count.
 */
class CompiledGradientTest {
    static Stream<Sample> samples() {
        return GradientTest.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void allFormsAgree(Sample sample) {
        var scalar = GradientTest.scalar(sample);
        var wrt = scalar.params().stream().filter(p -> p.type().dtype().isFloat()).toList();
        var program = Program.entry(Autodiff.gradient(scalar, 0, wrt));
        var compiled = new CompiledProgram(program);
        for (long size : List.of(0L, 1L, 3L, 7L, 17L, 33L)) {
            var symbols = Map.of("n", size);
            var random = new Random(size);
            var inputs =
                    new ArrayList<Tensor>(
                            program.inputs(symbols, random, sample.low(), sample.high()));
            DifferentialTest.check(program, compiled, symbols, inputs);
        }
    }
}
