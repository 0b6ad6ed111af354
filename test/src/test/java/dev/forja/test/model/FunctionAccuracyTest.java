package dev.forja.test.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.ir.scalar.MathAccuracy;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.Lanes;
import dev.forja.runtime.Workspace;
import java.lang.reflect.Method;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stated errors of the functions of generated code, on every f32 number there is. The lanes
 * that this machine prefers stand for all: that the others have the same bits is tested elsewhere.
 */
class FunctionAccuracyTest {
    private static final int CHUNK_BITS = 20;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int CHUNKS = 1 << (32 - CHUNK_BITS);

    /** The reference's own error, and that of comparing in f64. */
    private static final double SLACK = 1e-3;

    private static CompiledModel model;

    @BeforeAll
    static void compile() {
        model = SourceModel.of(Sources.own("Elementary")).make(0, Lanes.preferred());
    }

    /** All that has a stated error and one operand. */
    static Stream<ScalarFn> functions() {
        return MathAccuracy.MAX_ULP.keySet().stream().filter(fn -> fn != ScalarFn.POW);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyNumberIsWithinTheStatedError(ScalarFn fn) throws ReflectiveOperationException {
        var reference = Reference.of(fn);
        var entry = entry(fn, float[].class, int.class, float[].class, Workspace.class);
        double worst =
                IntStream.range(0, CHUNKS)
                        .parallel()
                        .mapToDouble(chunk -> worst(chunk, entry, reference))
                        .max()
                        .orElseThrow();
        System.out.printf("%s: at most %.4f ULP over all of f32%n", fn, worst);
        assertThat(worst).isLessThanOrEqualTo(MathAccuracy.MAX_ULP.get(fn) + SLACK);
    }

    private static double worst(int chunk, Method entry, Reference reference) {
        var x = new float[CHUNK];
        for (int i = 0; i < CHUNK; i++) {
            x[i] = Float.intBitsToFloat((chunk << CHUNK_BITS) + i);
        }
        var y = new float[CHUNK];
        call(entry, x, CHUNK, y, model.workspace());
        var exact = new ExactBlock(reference);
        double worst = 0;
        for (int from = 0; from < CHUNK; from += ExactBlock.SIZE) {
            if (!reference.covers(x[from]) && !reference.covers(x[from + ExactBlock.SIZE - 1])) {
                continue; // magnitudes rise or fall all along a block
            }
            exact.compute(x, from);
            for (int i = 0; i < ExactBlock.SIZE; i++) {
                float found = y[from + i];
                if (!Ulps.isSurelyWithin(worst, found, exact.at(i))
                        && reference.covers(x[from + i])) {
                    worst = Math.max(worst, Ulps.between(found, exact.at(i)));
                }
            }
        }
        return worst;
    }

    /** Two operands have too many pairs: random ones, of every magnitude. */
    @Test
    void powersAreWithinTheStatedError() throws ReflectiveOperationException {
        var types =
                new Class<?>[] {
                    float[].class, float[].class, int.class, float[].class, Workspace.class
                };
        var entry = entry(ScalarFn.POW, types);
        var random = new Random(3);
        double worst = 0;
        for (int round = 0; round < 8; round++) {
            var x = new float[CHUNK];
            var y = new float[CHUNK];
            for (int i = 0; i < CHUNK; i++) {
                x[i] = Float.intBitsToFloat(random.nextInt());
                // Where the power neither overflows nor is lost: the rest is infinite or 0.
                double log = Math.abs(Math.log(Math.abs(x[i])));
                y[i] = (float) ((2 * random.nextDouble() - 1) * 90 / log);
                if (random.nextInt(4) == 0) {
                    y[i] = Math.round(y[i]);
                }
            }
            var power = new float[CHUNK];
            call(entry, x, y, CHUNK, power, model.workspace());
            for (int i = 0; i < CHUNK; i++) {
                worst = Math.max(worst, Ulps.between(power[i], Math.pow(x[i], y[i])));
            }
        }
        System.out.printf("POW: at most %.4f ULP on random numbers%n", worst);
        assertThat(worst).isLessThanOrEqualTo(MathAccuracy.MAX_ULP.get(ScalarFn.POW) + SLACK);
    }

    private static Method entry(ScalarFn fn, Class<?>... types)
            throws ReflectiveOperationException {
        var name =
                fn.name().substring(0, 1)
                        + fn.name().substring(1).toLowerCase(java.util.Locale.ROOT);
        return model.getClass().getMethod("of" + name, types);
    }

    private static void call(Method entry, Object... arguments) {
        try {
            entry.invoke(model, arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
