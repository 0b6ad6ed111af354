package dev.forja.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that must be refused, each with a message that says what is wrong. */
class HostileFileTest {
    private final ModelSpec spec =
            Specs.of(
                    Specs.parameter("a", ElementType.F32, 0, "ones", 2),
                    Specs.parameter("b", ElementType.BOOL, 0, "ones", 2));

    @TempDir Path folder;

    @Test
    void aFileOfAnotherToolIsRead() throws Exception {
        var path =
                write(
                        """
                        { "b" : {"data_offsets":[8,10],"shape":[2],"dtype":"BOOL"},
                          "\\u0061":{"dtype":"F32","shape":[ 2 ],"data_offsets":[0,8]} }\
                        """,
                        new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40, 1, 0});
        var loaded = Parameters.load(spec, path);
        assertThat(loaded.floats("a")).containsExactly(1, 2);
        assertThat(loaded.booleans("b")).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 60})
    void truncatedInTheHeader(int length) throws Exception {
        refused(cut(length), "truncated");
    }

    @Test
    void truncatedInTheData() throws Exception {
        int length = saved().length;
        refused(cut(length - 1), "truncated: expected 10 bytes of tensors, found 9");
    }

    @Test
    void tooLong() throws Exception {
        refused(cut(saved().length + 1), "too long: expected 10 bytes of tensors, found 11");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, 8_388_609})
    void hostileHeaderLengthTakesNoMemory(long length) throws Exception {
        var bytes = saved();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        refused(
                Files.write(folder.resolve("f"), bytes),
                "expected at most 8388608 bytes, found " + Long.toUnsignedString(length));
    }

    @Test
    void headerLongerThanTheFile() throws Exception {
        var bytes = saved();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(8_000_000);
        refused(Files.write(folder.resolve("f"), bytes), "expected a header of 8000000 bytes");
    }

    @Test
    void damagedDataIsFoundByItsDigest() throws Exception {
        var bytes = saved();
        bytes[bytes.length - 5] ^= 1;
        refused(Files.write(folder.resolve("f"), bytes), "the data is damaged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "F32 | 2,1 | 0,8 | tensor 'a': expected F32 [2], found F32 [2, 1]",
                "F32 | 3 | 0,8 | tensor 'a': expected F32 [2], found F32 [3]",
                "F64 | 1 | 0,8 | tensor 'a': expected F32 [2], found F64 [1]",
                "F16 | 4 | 0,8 | tensor 'a': expected F32 [2], found F16 [4]",
                "F32 | 9223372036854775807 | 0,8 | found F32 [9223372036854775807]",
                "F32 | 2 | 0,7 | a hole",
                "F32 | 2 | 0,9 | tensors 'a' and 'b' overlap",
                "F32 | 2 | 8,0 | begin at 8, after their end at 0",
                "F32 | 2 | 0,9223372036854775807 | truncated",
                "F32 | 2 | 4,8 | expected its bytes to begin at 0, found 4 (a hole)",
            })
    void wrongTypeShapeOrRange(String dtype, String shape, String range, String message)
            throws Exception {
        var json =
                "{\"a\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%s]},%s}"
                        .formatted(dtype, shape, range, B);
        refused(write(json, new byte[10]), message);
    }

    @Test
    void rangeOfTheWrongSizeThatStillTiles() throws Exception {
        var json =
                """
                {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,6]},\
                "b":{"dtype":"BOOL","shape":[2],"data_offsets":[6,10]}}\
                """;
        refused(
                write(json, new byte[10]),
                "tensor 'a': expected 8 bytes, found 6",
                "tensor 'b': expected 2 bytes, found 4");
    }

    @Test
    void everyMissingAndUnknownTensorIsListed() throws Exception {
        var json = "{\"z\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        refused(
                write(json, new byte[8]),
                "tensor 'a' is missing: expected F32 [2]",
                "tensor 'b' is missing: expected BOOL [2]",
                "tensor 'z' (F32 [2]) is unknown");
    }

    @Test
    void truthValueOfTwo() throws Exception {
        var bytes = new byte[10];
        bytes[9] = 2;
        refused(
                write("{" + A + "," + B + "}", bytes),
                "tensor 'b': expected 0 or 1 at element 1, found 2");
    }

    private static final String A =
            "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";
    private static final String B =
            "\"b\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[8,10]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":[[[[[[[[",
                "{\"a\":{}}",
                "{\"a\":{\"dtype\":1}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[02],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,9]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}}",
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"\\x\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"\\u12g4\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"__metadata__\":{\"k\":1}}",
                "{\"__metadata__\":{},\"__metadata__\":{}}",
                "{\"__metadata__\":{\"k\":\"v\",\"k\":\"v\"}}",
                "{} x",
            })
    void headerThatIsNotJsonOfTheFormat(String json) throws Exception {
        refused(write(json, new byte[8]), "cannot read the header");
    }

    @Test
    void oneNameTwice() throws Exception {
        refused(write("{" + A + "," + A + "}", new byte[8]), "key 'a' stands twice");
    }

    @Test
    void headerThatIsNotUtf8() throws Exception {
        var bytes = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(2).put((byte) 0xff).put((byte) 0xfe);
        refused(Files.write(folder.resolve("f"), bytes.array()), "not UTF-8");
    }

    @Test
    void deepNestingDoesNotOverflowTheStack() throws Exception {
        refused(write("{\"a\":" + "[".repeat(1_000_000), new byte[0]), "cannot read the header");
        refused(write("{\"a\":".repeat(500_000), new byte[0]), "cannot read the header");
    }

    @Test
    void longShapesAreCutShort() throws Exception {
        var json = "{\"a\":{\"dtype\":\"F32\",\"shape\":[" + "1,".repeat(2_000_000) + "1]}}";
        refused(write(json, new byte[0]), "more than 32 dimensions");
    }

    @Test
    void anyDamageGivesTheRightExceptionOrTheSameValues() throws Exception {
        // Whatever one changed byte does, it is a refusal with a message or no change at all.
        var bytes = saved();
        var expected = Parameters.initial(spec, 0).digest();
        var random = new Random(11);
        int refusals = 0;
        for (int i = 0; i < 3_000; i++) {
            var damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
            var path = Files.write(folder.resolve("f"), damaged);
            try {
                assertThat(Parameters.load(spec, path).digest()).isEqualTo(expected);
            } catch (ParameterFileException e) {
                assertThat(e).hasMessageStartingWith(path + ": ");
                refusals++;
            }
        }
        assertThat(refusals).isGreaterThan(2_000);
    }

    @Test
    void missingFileIsAnOrdinaryIoError() {
        assertThatThrownBy(() -> Parameters.load(spec, folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }

    private void refused(Path path, String... messages) {
        var e =
                catchThrowableOfType(
                        ParameterFileException.class, () -> Parameters.load(spec, path));
        assertThat(e).hasMessageStartingWith(path + ": ").hasMessageContainingAll(messages);
        assertThat(e.file()).isEqualTo(path);
        assertThat(e.problems()).isNotEmpty();
    }

    private byte[] saved() throws IOException {
        var path = folder.resolve("saved");
        Parameters.initial(spec, 0).save(path);
        return Files.readAllBytes(path);
    }

    private Path cut(int length) throws IOException {
        return Files.write(folder.resolve("f"), Arrays.copyOf(saved(), length));
    }

    private Path write(String json, byte[] data) throws IOException {
        var header = json.getBytes(StandardCharsets.UTF_8);
        var bytes =
                ByteBuffer.allocate(8 + header.length + data.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .put(data);
        return Files.write(folder.resolve("f"), bytes.array());
    }
}
