package dev.forja.compiler.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forja.runtime.ElementType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NpyFilesTest {
    private static final String GOOD =
            "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

    @TempDir Path folder;

    static Stream<NpyArray> arrays() {
        return Stream.of(
                new NpyArray(
                        ElementType.F32, new int[] {2, 2}, new float[] {1, -0f, Float.NaN, 3.5f}),
                new NpyArray(ElementType.F64, new int[] {}, new double[] {Math.PI}),
                new NpyArray(ElementType.I32, new int[] {3}, new int[] {-1, Integer.MIN_VALUE, 7}),
                new NpyArray(ElementType.I64, new int[] {1, 2, 1}, new long[] {Long.MAX_VALUE, -5}),
                new NpyArray(ElementType.BOOL, new int[] {3}, new boolean[] {true, false, true}),
                new NpyArray(ElementType.F32, new int[] {0, 4}, new float[0]),
                new NpyArray(ElementType.F64, new int[] {70_001}, ramp(70_001)));
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void whatIsWrittenIsReadBack(NpyArray array) throws IOException {
        Path file = folder.resolve("a.npy");
        NpyFiles.write(file, array);
        NpyArray read = NpyFiles.read(file);
        assertThat(read.type()).isEqualTo(array.type());
        assertThat(read.shape()).isEqualTo(array.shape());
        assertThat(Arrays.deepEquals(new Object[] {read.data()}, new Object[] {array.data()}))
                .isTrue();
    }

    @Test
    void theHeaderIsNumPysOwn() throws IOException {
        Path file = folder.resolve("a.npy");
        NpyFiles.write(file, new NpyArray(ElementType.F32, new int[] {2, 3}, new float[6]));
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes).hasSize(128 + 24);
        assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
                .startsWith(GOOD)
                .endsWith(" \n");
        assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(8))
                .isEqualTo((short) 118);
    }

    @Test
    void laterVersionsAndBigEndianAreRead() throws IOException {
        var data = ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN).putInt(1).putInt(-2).array();
        String header = "{'shape': (2,), 'fortran_order': False, 'descr': '>i4'}\n";
        NpyArray array = NpyFiles.read(file(2, header, data));
        assertThat((int[]) array.data()).containsExactly(1, -2);
    }

    @Test
    void columnsFirstIsReadAsRowsFirst() throws IOException {
        var data = ByteBuffer.allocate(2 * 3 * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int k = 0; k < 2; k++) {
            for (int j = 0; j < 3; j++) {
                for (int i = 0; i < 2; i++) {
                    data.putShort(Float.floatToFloat16(100 * i + 10 * j + k));
                }
            }
        }
        String header = "{'descr': '<f2', 'fortran_order': True, 'shape': (2, 3, 2), }\n";
        NpyArray array = NpyFiles.read(file(1, header, data.array()));
        assertThat(array.type()).isEqualTo(ElementType.F32);
        assertThat((float[]) array.data())
                .containsExactly(0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'descr': '<f4' ~ 'descr': '<c8'; expected float16, bfloat16, float32, float64, int32,"
                        + " int64 or bool",
                "'descr': '<f4' ~ 'descr': '|O'; found dtype '|O'",
                "(2, 3) ~ (2, 4); expected 32 bytes for f32 [2, 4], found 24",
                "(2, 3) ~ (2, 2); expected 16 bytes for f32 [2, 2], found 24",
                "(2, 3) ~ (-2, -3); expected sizes below 2^31",
                "(2, 3) ~ (99999999999, 3); expected sizes below 2^31",
                "(2, 3) ~ (2000000000, 3); expected fewer than 2^31 elements",
                "(2, 3) ~ (2000000000,); expected 8000000000 bytes",
                "(2, 3) ~ (x, 3); expected sizes below 2^31",
                "'shape' ~ 'form'; expected a header with descr, fortran_order and shape"
            },
            quoteCharacter = '"')
    void aWrongHeaderIsRefusedByName(String change, String message) throws IOException {
        String[] parts = change.strip().split(" ~ ");
        Path file = file(1, GOOD.replace(parts[0], parts[1]) + "\n", new byte[24]);
        assertThatThrownBy(() -> NpyFiles.read(file))
                .isInstanceOf(NpyException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message.strip());
    }

    @Test
    void otherFilesAndTruncatedOnesAreRefused() throws IOException {
        Path good = file(1, GOOD + "\n", new byte[24]);
        byte[] bytes = Files.readAllBytes(good);
        for (int length = 0; length < bytes.length; length++) {
            Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> NpyFiles.read(cut)).isInstanceOf(NpyException.class);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        Path grown = Files.write(folder.resolve("grown.npy"), longer);
        assertThatThrownBy(() -> NpyFiles.read(grown)).hasMessageContaining("expected 24 bytes");
        Path pickle = Files.writeString(folder.resolve("x.npy"), "not an array");
        assertThatThrownBy(() -> NpyFiles.read(pickle))
                .hasMessageContaining("expected a .npy file");
    }

    @Test
    void aHugeHeaderIsRefusedBeforeItIsRead() throws IOException {
        byte[] bytes = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, -1, -1, -1, 127};
        Path file = Files.write(folder.resolve("h.npy"), bytes);
        assertThatThrownBy(() -> NpyFiles.read(file))
                .hasMessageContaining("header of at most 64 KiB");
        Path version =
                Files.write(
                        folder.resolve("v.npy"),
                        new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 9, 0});
        assertThatThrownBy(() -> NpyFiles.read(version))
                .hasMessageContaining("version 1 to 3, found 9");
    }

    @Test
    void aBoolIsZeroOrOne() throws IOException {
        Path file =
                file(
                        1,
                        "{'descr': '|b1', 'fortran_order': False, 'shape': (2,), }\n",
                        new byte[] {1, 2});
        assertThatThrownBy(() -> NpyFiles.read(file))
                .hasMessageContaining("expected bool bytes 0 or 1, found 2 at 1");
    }

    private Path file(int version, String header, byte[] data) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        out.write(new byte[] {(byte) header.length(), 0});
        if (version > 1) {
            out.write(new byte[] {0, 0});
        }
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        out.write(data);
        return Files.write(folder.resolve("made.npy"), out.toByteArray());
    }

    private static double[] ramp(int length) {
        double[] values = new double[length];
        Arrays.setAll(values, i -> i / 3.0);
        return values;
    }
}
