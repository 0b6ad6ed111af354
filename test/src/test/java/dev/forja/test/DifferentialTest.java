package dev.forja.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.Sample;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operator on awkward sizes: interpreter, kernels, bytecode; equal bits between the compiled
 * forms.
 */
class DifferentialTest {
    private static final List<Long> SIZES =
            List.of(0L, 1L, 2L, 3L, 5L, 7L, 9L, 13L, 15L, 17L, 33L, 257L);

    static Stream<Sample> samples() {
        return OpCatalog.samples().values().stream().flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void allFormsAgree(Sample sample) {
        var program = Program.of(sample);
        var compiled = new CompiledProgram(program);
        boolean isDynamic = !program.function().symbols().isEmpty();
        for (long size : isDynamic ? SIZES : List.of(1L)) {
            var symbols = Map.of("n", size);
            var inputs = program.inputs(symbols, new Random(size), sample.low(), sample.high());
            check(program, compiled, symbols, inputs);
        }
    }

    static void check(
            Program program,
            CompiledProgram compiled,
            Map<String, Long> symbols,
            List<Tensor> inputs) {
        var reference = program.reference(symbols, inputs);
        var expected = program.kernels(symbols, inputs);
        for (int lanes : CompiledProgram.LANES) {
            var results = compiled.run(lanes, symbols, inputs);
            for (int i = 0; i < results.size(); i++) {
                var type = reference.get(i).type();
                assertThat(CompiledProgram.difference(expected.get(i), results.get(i)))
                        .as("bits with %s lanes and %s", lanes, symbols)
                        .isNull();
                assertThat(
                                CompiledProgram.deviation(
                                        reference.get(i),
                                        results.get(i),
                                        CompiledProgram.tolerance(type.dtype())))
                        .as("value with %s lanes and %s", lanes, symbols)
                        .isNull();
            }
        }
    }
}
