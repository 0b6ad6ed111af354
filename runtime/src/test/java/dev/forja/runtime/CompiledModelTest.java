package dev.forja.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CompiledModelTest {
    private static final int SIZE = 4096;
    private static final ModelSpec SPEC =
            Specs.of(Specs.parameter("w", ElementType.F32, 0, "zeros", SIZE));

    @TempDir Path folder;

    /** A model whose packed weights are twice its parameters. */
    private static final class Doubling extends CompiledModel {
        Doubling() {
            super(SPEC, 0, 1);
        }

        @Override
        protected int[] compiledLanes() {
            return new int[] {1};
        }

        @Override
        protected Object code(int lanes) {
            return this;
        }

        @Override
        protected CompiledModel twin(Parameters values, int lanes) {
            throw new AssertionError("it has one lane count");
        }

        @Override
        protected Object[] rehearsal(String entry, int[] sizes) {
            throw new AssertionError("it has no entry");
        }

        @Override
        protected void rehearse(String entry, Object[] arrays, int[] sizes, Workspace workspace) {
            throw new AssertionError("it has no entry");
        }

        @Override
        protected float[] pack(Parameters values, int lanes) {
            var packed = values.f32.clone();
            for (int i = 0; i < packed.length; i++) {
                packed[i] *= 2;
            }
            return packed;
        }
    }

    @Test
    void parametersArePackedBeforeTheyServe() {
        var model = new Doubling();
        assertThat(model.serving().packed).hasSize(SIZE).containsOnly(0f);
        model.parameters(filled(3));
        assertThat(model.parameters().f32).containsOnly(3f);
        assertThat(model.serving().packed).containsOnly(6f);
        assertThat(model.spec()).isSameAs(SPEC);
        assertThat(model.lanes()).isEqualTo(1);
        assertThat(model.workspace()).isNotSameAs(model.workspace());
    }

    @Test
    void foreignParametersAreRefused() {
        var model = new Doubling();
        var other = Specs.of(Specs.parameter("w", ElementType.F32, 0, "zeros", 64, 64));
        assertThatThrownBy(() -> model.parameters(Parameters.initial(other, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[64, 64]")
                .hasMessageContaining("[4096]");
        var sameLayout = Specs.of(Specs.parameter("w", ElementType.F32, 0, "ones", SIZE));
        model.parameters(Parameters.initial(sameLayout, 0));
        assertThat(model.parameters().f32).containsOnly(1f);
    }

    @Test
    void aRefusedFileLeavesTheOldParametersInService() throws Exception {
        var model = new Doubling();
        model.parameters(filled(3));
        var before = model.parameters();
        var path = folder.resolve("p");
        model.save(path);
        Files.write(path, Arrays.copyOf(Files.readAllBytes(path), 4000));
        assertThatThrownBy(() -> model.load(path)).isInstanceOf(ParameterFileException.class);
        assertThat(model.parameters()).isSameAs(before);
    }

    @Test
    void savedParametersLoad() throws Exception {
        var model = new Doubling();
        model.parameters(filled(3));
        model.save(folder.resolve("p"));
        var other = new Doubling();
        other.load(folder.resolve("p"));
        assertThat(other.serving().packed).containsOnly(6f);
    }

    @Test
    @Timeout(60)
    void readersNeverSeeAMixture() throws Exception {
        var model = new Doubling();
        Callable<Integer> reader = () -> readUntilChanged(model, 50);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var first = threads.submit(reader);
            var second = threads.submit(reader);
            for (int value = 1; !first.isDone() || !second.isDone(); value++) {
                model.parameters(filled(value));
            }
            assertThat(first.get()).isEqualTo(50);
            assertThat(second.get()).isEqualTo(50);
        }
    }

    /** Checks every set of parameters it meets, until it has met {@code changes} of them. */
    private static int readUntilChanged(Doubling model, int changes) {
        int seen = 0;
        float last = -1;
        while (seen < changes) {
            var current = model.serving();
            float value = current.parameters.f32[0];
            if (value < last) {
                throw new AssertionError("parameters went back from " + last + " to " + value);
            }
            for (int i = 0; i < SIZE; i += 63) {
                if (current.parameters.f32[i] != value || current.packed[i] != 2 * value) {
                    throw new AssertionError("mixture at " + i + " of " + value);
                }
            }
            seen += value != last ? 1 : 0;
            last = value;
        }
        return seen;
    }

    private static Parameters filled(float value) {
        var values = new float[SIZE];
        Arrays.fill(values, value);
        return Parameters.initial(SPEC, 0).with("w", values);
    }
}
