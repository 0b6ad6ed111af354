package dev.forja.test.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.Lanes;
import dev.forja.runtime.Workspace;
import dev.forja.runtime.train.Dataset;
import dev.forja.runtime.train.TrainingState;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A call in steady state allocates nothing: 0 bytes, for an entry and for a training step. */
class ZeroAllocationTest {
    private static final int CALLS = 200;

    private static final Duration MOST = StepAllocation.MOST;
    private static SourceModel digits;
    private static SourceModel writer;
    private static Dataset data;

    @BeforeAll
    static void compile() throws IOException {
        digits = SourceModel.of(Sources.DIGITS);
        writer = SourceModel.of(Sources.sample("text-generation", "textgeneration/CharacterLstm"));
        data = DigitsData.read(Sources.DIGITS_DATA);
    }

    /** Scalar code and what this machine prefers; a single row, rows that leave a rest, many. */
    static Stream<Arguments> cases() {
        return Stream.of(1, Lanes.preferred())
                .distinct()
                .flatMap(lanes -> Stream.of(1, 7, 32).map(rows -> Arguments.of(lanes, rows)));
    }

    private static CompiledModel model(int lanes) {
        return digits.make(1, lanes);
    }

    private static float[] pixels(int rows) {
        return Arrays.copyOf(data.floats("pixels"), rows * DigitsData.PIXELS);
    }

    /** {@code classify(float[] pixels, int n, float[] out, Workspace workspace)}. */
    private static MethodHandle classify(CompiledModel model) throws ReflectiveOperationException {
        var type =
                MethodType.methodType(
                        void.class, float[].class, int.class, float[].class, Workspace.class);
        return MethodHandles.lookup().findVirtual(model.getClass(), "classify", type).bindTo(model);
    }

    private static void call(
            MethodHandle classify, float[] pixels, int rows, float[] out, Workspace workspace) {
        try {
            classify.invokeExact(pixels, rows, out, workspace);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void classify(int lanes, int rows) throws ReflectiveOperationException {
        var model = model(lanes);
        var classify = classify(model);
        var pixels = pixels(rows);
        var out = new float[rows * DigitsData.CLASSES];
        var workspace = model.workspace();
        long bytes =
                Allocation.inSteadyState(
                        CALLS, MOST, () -> call(classify, pixels, rows, out, workspace));
        assertThat(bytes).isZero();
        assertThat(out).doesNotContain(0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void trainingStep(int lanes, int rows) {
        var model = model(lanes);
        var step = SourceModel.training(model, "loss");
        var state = new TrainingState(model.parameters(), step.slotCount(), 3);
        var inputs = new Object[] {pixels(rows), Arrays.copyOf(data.ints("label"), rows)};
        var symbols = new int[] {rows};
        var workspace = model.workspace();
        long bytes =
                Allocation.inSteadyState(
                        CALLS, MOST, () -> step.step(inputs, symbols, 0.01f, state, workspace));
        assertThat(bytes).isZero();
        assertThat(state.step).isGreaterThan(CALLS);
        assertThat(state.f32).isNotEqualTo(model.parameters().f32);
    }

    /** Convolution with guards at the borders, batch normalisation, dropout. */
    @ParameterizedTest
    @MethodSource("cases")
    void trainingStepOfConvolutions(int lanes, int rows) {
        StepAllocation.assertNone(
                Sources.sample("cnn", "cnn/DigitsCnn"),
                lanes,
                new Object[] {pixels(rows), Arrays.copyOf(data.ints("label"), rows)},
                rows);
    }

    /** Loops over time, and back through it. */
    @ParameterizedTest
    @MethodSource("cases")
    void trainingStepOfLoops(int lanes, int rows) {
        int days = 5;
        int features = 6;
        StepAllocation.assertNone(
                Sources.sample("lstm-series", "lstmseries/Forecast"),
                lanes,
                new Object[] {
                    Arrays.copyOf(data.floats("pixels"), rows * days * features), new float[rows]
                },
                rows,
                days);
    }

    /** A step from state to state, as text is generated. */
    @ParameterizedTest
    @MethodSource("cases")
    void stepFromStateToState(int lanes, int rows) throws ReflectiveOperationException {
        var model = writer.make(1, lanes);
        var type =
                MethodType.methodType(
                        void.class,
                        int[].class,
                        float[].class,
                        int.class,
                        float[].class,
                        Workspace.class);
        var read = MethodHandles.lookup().findVirtual(model.getClass(), "read", type).bindTo(model);
        var character = new int[rows];
        var state = new float[2 * rows * 256];
        var next = new float[state.length];
        var workspace = model.workspace();
        long bytes =
                Allocation.inSteadyState(
                        StepAllocation.CALLS,
                        MOST,
                        () -> read(read, character, state, rows, next, workspace));
        assertThat(bytes).isZero();
        assertThat(next).isNotEqualTo(state);
    }

    private static void read(
            MethodHandle read,
            int[] character,
            float[] state,
            int rows,
            float[] next,
            Workspace workspace) {
        try {
            read.invokeExact(character, state, rows, next, workspace);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** The convenient form allocates its result, which the meter sees. */
    @Test
    void theMeterSeesAnAllocation() throws ReflectiveOperationException {
        var model = model(1);
        var convenient = model.getClass().getMethod("classify", float[].class, int.class);
        var pixels = pixels(1);
        long bytes =
                Allocation.inSteadyState(
                        CALLS,
                        Duration.ofSeconds(1),
                        () -> {
                            try {
                                convenient.invoke(model, pixels, 1);
                            } catch (ReflectiveOperationException e) {
                                throw new AssertionError(e);
                            }
                        });
        assertThat(bytes).isGreaterThan((long) CALLS * DigitsData.CLASSES * Float.BYTES);
    }
}
