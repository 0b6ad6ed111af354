package dev.forja.test.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.runtime.CompiledModel;
import dev.forja.runtime.Lanes;
import dev.forja.runtime.Workspace;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights that are transformed when they are put into service, in the model's life. */
class TransformedWeightsTest {
    private static final int SIZE = 16 * 16 * 64;
    private static SourceModel source;

    @BeforeAll
    static void compile() {
        source = SourceModel.of(Sources.own("SmallResidual"));
    }

    static IntStream lanes() {
        return IntStream.of(1, Lanes.preferred()).distinct();
    }

    private static float[] image() {
        var random = new Random(5);
        var image = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            image[i] = random.nextFloat();
        }
        return image;
    }

    /** {@code features(float[] image, int n, float[] out, Workspace workspace)}. */
    private static MethodHandle features(CompiledModel model) {
        var type =
                MethodType.methodType(
                        void.class, float[].class, int.class, float[].class, Workspace.class);
        try {
            return MethodHandles.lookup()
                    .findVirtual(model.getClass(), "features", type)
                    .bindTo(model);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static void call(
            MethodHandle features, float[] image, float[] out, Workspace workspace) {
        try {
            features.invokeExact(image, 1, out, workspace);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static float[] features(CompiledModel model, float[] image) {
        var out = new float[SIZE];
        call(features(model), image, out, model.workspace());
        return out;
    }

    @ParameterizedTest
    @MethodSource("lanes")
    void otherParametersAreTransformedAnew(int lanes) {
        var image = image();
        var model = source.make(1, lanes);
        var first = model.parameters();
        var before = features(model, image);
        var other = source.make(2, lanes);
        model.parameters(other.parameters());
        var after = features(model, image);
        assertThat(after).isEqualTo(features(other, image)).isNotEqualTo(before);
        model.parameters(first);
        assertThat(features(model, image)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("lanes")
    void aCallAllocatesNothing(int lanes) {
        var model = source.make(1, lanes);
        var features = features(model);
        var image = image();
        var out = new float[SIZE];
        var workspace = model.workspace();
        long bytes =
                Allocation.inSteadyState(
                        StepAllocation.CALLS,
                        StepAllocation.MOST,
                        () -> call(features, image, out, workspace));
        assertThat(bytes).isZero();
        assertThat(out).isNotEqualTo(new float[SIZE]);
    }
}
