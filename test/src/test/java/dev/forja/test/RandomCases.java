package dev.forja.test;

import dev.forja.ir.text.FunctionPrinter;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.assertj.core.api.Assertions;

/**
 * Runs a check on many random programs, two at a time. A failure names the seed and the smallest
 * prefix of the program that still fails.
 *
 * @param count programs; the system property {@code forja.programs} overrides it
 * @param mostOperators operators of the largest program
 */
record RandomCases(int count, int mostOperators) {
    private static final long FIRST_SEED = Long.getLong("forja.seed", 1);
    private static final long[] SIZES = {0, 1, 2, 5, 16, 33};

    RandomCases {
        count = Integer.getInteger("forja.programs", count);
    }

    /** Makes a program; with fewer operators it is a prefix of that with more. */
    interface Generator {
        Program make(long seed, int operators);
    }

    interface Check {
        void run(Program program, long seed);
    }

    /** Two values of the symbol. */
    static List<Map<String, Long>> sizes(long seed) {
        int first = (int) (seed % SIZES.length);
        int second = (first + 1 + (int) (seed / SIZES.length % (SIZES.length - 1))) % SIZES.length;
        return List.of(Map.of("n", SIZES[first]), Map.of("n", SIZES[second]));
    }

    void check(Generator generator, Check check) {
        LongStream.range(FIRST_SEED, FIRST_SEED + count)
                .parallel()
                .forEach(seed -> {
                    int size = 1 + (int) (seed % mostOperators);
                    var failure = failure(generator, check, seed, size);
                    if (failure != null) {
                        Assertions.fail(shrunk(generator, check, seed, size, failure), failure);
                    }
                });
    }

    private static Throwable failure(Generator generator, Check check, long seed, int size) {
        try {
            check.run(generator.make(seed, size), seed);
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }

    private static String shrunk(
            Generator generator, Check check, long seed, int size, Throwable failure) {
        int smallest = size;
        var smallestFailure = failure;
        for (int fewer = 1; fewer < size; fewer++) {
            var other = failure(generator, check, seed, fewer);
            if (other != null) {
                smallest = fewer;
                smallestFailure = other;
                break;
            }
        }
        return "-Dforja.seed="
                + seed
                + " -Dforja.programs=1, smallest failing size "
                + smallest
                + ":\n"
                + FunctionPrinter.print(generator.make(seed, smallest).function())
                + smallestFailure;
    }
}
