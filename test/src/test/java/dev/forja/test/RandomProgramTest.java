package dev.forja.test;

import dev.forja.ir.text.FunctionPrinter;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * A thousand random programs in all forms. A failure names the seed and the smallest prefix that
 * still fails.
 */
class RandomProgramTest {
    private static final int PROGRAMS = Integer.getInteger("forja.programs", 1_000);
    private static final long FIRST_SEED = Long.getLong("forja.seed", 1);
    private static final int MOST_OPERATORS = 12;
    private static final long[] SIZES = {1, 5, 16, 33};

    @Test
    void allFormsAgree() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + PROGRAMS; seed++) {
            int size = 1 + (int) (seed % MOST_OPERATORS);
            var failure = failure(seed, size);
            if (failure != null) {
                Assertions.fail(shrunk(seed, size, failure), failure);
            }
        }
    }

    private static Throwable failure(long seed, int size) {
        try {
            var program = RandomPrograms.make(seed, size);
            var symbols = Map.of("n", SIZES[(int) (seed % SIZES.length)]);
            var inputs = program.inputs(symbols, new Random(seed), -1, 1);
            DifferentialTest.check(program, new CompiledProgram(program), symbols, inputs);
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }

    /** The same seed with fewer operators is a prefix of the program. */
    private static String shrunk(long seed, int size, Throwable failure) {
        int smallest = size;
        for (int fewer = 1; fewer < size; fewer++) {
            if (failure(seed, fewer) != null) {
                smallest = fewer;
                break;
            }
        }
        return "-Dforja.seed="
                + seed
                + " -Dforja.programs=1, smallest failing size "
                + smallest
                + ":\n"
                + FunctionPrinter.print(RandomPrograms.make(seed, smallest).function())
                + failure.getMessage();
    }
}
