package dev.forja.test.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.op.OpaqueOp;
import dev.forja.test.support.Differential;
import dev.forja.test.support.SampleFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample of every operator on awkward sizes. */
class OperatorDifferentialTest {
    private static final List<Long> SIZES =
            List.of(0L, 1L, 2L, 3L, 4L, 5L, 7L, 8L, 9L, 13L, 15L, 16L, 17L, 31L, 32L, 33L, 257L);

    /** Functions of f32 are good for a few units in the last place; longest sum: 257 * 5 elements. */
    private static final double TOLERANCE = 5e-6;

    static Stream<SampleFunctions.Case> samples() {
        return SampleFunctions.cases().filter(one -> !(one.sample().op() instanceof OpaqueOp));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void allFormsAgree(SampleFunctions.Case sample) {
        var chain = new Differential(SampleFunctions.function(sample));
        var problems = new ArrayList<String>();
        for (long n : sample.hasSymbols() ? SIZES : List.of(1L)) {
            var symbols = Map.of("n", n);
            chain.problems(symbols, sample.inputs(symbols, 7 * n + 1), TOLERANCE)
                    .forEach(problem -> problems.add("n = " + n + ": " + problem));
        }
        assertThat(problems).isEmpty();
    }
}
