package dev.forja.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParametersTest {
    private final ModelSpec spec = Specs.everything();

    @TempDir Path folder;

    @Test
    void initialValuesFollowSpecAndSeed() {
        var first = Parameters.initial(spec, 1);
        assertThat(first.digest()).isEqualTo(Parameters.initial(spec, 1).digest());
        assertThat(first.digest()).isNotEqualTo(Parameters.initial(spec, 2).digest());
        assertThat(first.booleans("mask")).containsExactly(true, true, true);
        assertThat(first.doubles("scale")).containsExactly(0.5);
        assertThat(first.ints("table")).containsExactly(-7, -7, -7, -7);
        assertThat(first.longs("offsets")).containsOnly(1_000_000_000_000L);
        assertThat(first.f32).hasSize(21);
        assertThat(first.f32[15]).isZero();
    }

    @Test
    void readsAreCopiesAndWithLeavesTheOriginal() {
        var before = Parameters.initial(spec, 1);
        before.floats("layer.bias")[0] = 99;
        assertThat(before.f32).doesNotContain(99f);

        var values = new float[] {1, 2, 3, 4, 5};
        var after = before.with("layer.bias", values);
        values[0] = 99;
        assertThat(after.floats("layer.bias")).containsExactly(1, 2, 3, 4, 5);
        assertThat(after.floats("w")).containsExactly(before.floats("w"));
        assertThat(before.f32).isNotSameAs(after.f32);
        assertThat(before.floats("layer.bias")).isNotEqualTo(after.floats("layer.bias"));
        assertThat(before.with("mask", new boolean[] {false, true, false}).booleans("mask"))
                .containsExactly(false, true, false);
        assertThat(before.with("scale", new double[] {2}).doubles("scale")).containsExactly(2);
        assertThat(before.with("table", new int[] {1, 2, 3, 4}).ints("table")).endsWith(4);
        assertThat(before.with("offsets", new long[] {1, 2, 3}).longs("offsets")).endsWith(3);
    }

    @Test
    void wrongUseIsExplained() {
        var values = Parameters.initial(spec, 1);
        assertThatThrownBy(() -> values.with("w", new float[14]))
                .hasMessageContaining("'w'")
                .hasMessageContaining("15 values for shape [3, 5], found 14");
        assertThatThrownBy(() -> values.with("table", new float[4]))
                .hasMessageContaining("holds i32, not f32");
        assertThatThrownBy(() -> values.doubles("w")).hasMessageContaining("holds f32, not f64");
        assertThatThrownBy(() ->
                        Parameters.of(
                                spec,
                                new float[20],
                                new double[1],
                                new int[4],
                                new long[3],
                                new boolean[3]))
                .hasMessageContaining("expected 21 f32 values, found 20");
    }

    @Test
    void filesKeepEveryBit() throws Exception {
        float nan = Float.intBitsToFloat(0x7fc12345);
        var saved =
                Parameters.initial(spec, 3)
                        .with("layer.bias", new float[] {nan, -0f, Float.MIN_VALUE, 1e38f, 0.1f})
                        .with("mask", new boolean[] {true, false, true})
                        .with("offsets", new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE});
        saved.save(folder.resolve("p.safetensors"));
        var loaded = Parameters.load(spec, folder.resolve("p.safetensors"));
        assertThat(Float.floatToRawIntBits(loaded.floats("layer.bias")[0])).isEqualTo(0x7fc12345);
        assertThat(loaded.digest()).isEqualTo(saved.digest());
        assertThat(loaded.booleans("mask")).containsExactly(true, false, true);
        assertThat(loaded.longs("offsets")).containsExactly(Long.MIN_VALUE, -1, Long.MAX_VALUE);
    }

    @Test
    void largeTensorsCrossThePiecesOfTheReader() throws Exception {
        var large =
                Specs.of(
                        Specs.parameter("a", ElementType.F32, 0, "normal 1", 50_001),
                        Specs.parameter("b", ElementType.BOOL, 0, "zeros", 70_001),
                        Specs.parameter("c", ElementType.F64, 0, "uniform 0 1", 3, 9_001));
        var saved = Parameters.initial(large, 3);
        saved.save(folder.resolve("p"));
        var loaded = Parameters.load(large, folder.resolve("p"));
        assertThat(loaded.f32).containsExactly(saved.f32);
        assertThat(loaded.f64).containsExactly(saved.f64);
        assertThat(loaded.digest()).isEqualTo(saved.digest());
    }

    @Test
    void equalValuesGiveEqualBytesInDeclaredOrderAndAligned() throws Exception {
        Parameters.initial(spec, 3).save(folder.resolve("a"));
        Parameters.initial(spec, 3).save(folder.resolve("b"));
        var bytes = Files.readAllBytes(folder.resolve("a"));
        assertThat(bytes).isEqualTo(Files.readAllBytes(folder.resolve("b")));

        long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(header % 8).isZero();
        var json = new String(bytes, 8, (int) header, StandardCharsets.UTF_8);
        assertThat(json).startsWith("{\"__metadata__\":");
        int position = 0;
        for (var parameter : spec.parameters()) {
            int next = json.indexOf("\"" + parameter.name() + "\":{");
            assertThat(next).isGreaterThan(position);
            position = next;
        }
        for (var entry : TensorHeader.parse(json).entries().values()) {
            assertThat(entry.begin() % ElementType.valueOf(entry.dtype()).bytes()).isZero();
        }
    }

    @Test
    void savingReplacesTheOldFileAndLeavesNothingElse() throws Exception {
        var path = folder.resolve("p");
        Files.writeString(path, "old");
        Parameters.initial(spec, 3).save(path);
        assertThat(Parameters.load(spec, path).digest())
                .isEqualTo(Parameters.initial(spec, 3).digest());
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void modelWithoutParametersHasAFileToo() throws Exception {
        var path = folder.resolve("p");
        Parameters.initial(Specs.of(), 0).save(path);
        assertThat(Parameters.load(Specs.of(), path).f32).isEmpty();
    }
}
