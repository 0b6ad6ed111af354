package dev.forja.compiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models with a few fields changed are compiled or refused, and nothing else. Seeds are 1 to {@code
 * forja.onnx.fuzz.cases}; with {@code forja.onnx.fuzz.seed} they begin there.
 */
class OnnxFuzzTest {
    private static final int CASES = Integer.getInteger("forja.onnx.fuzz.cases", 400);
    private static final int FIRST = Integer.getInteger("forja.onnx.fuzz.seed", 1);
    private static final long[] NUMBERS = {
        0, 1, -1, 2, 3, 7, 64, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE
    };

    @TempDir Path folder;

    @Test
    void changedModelsAreCompiledOrRefused() throws IOException {
        var seeds = OnnxModels.all();
        int compiled = 0;
        for (int seed = FIRST; seed < FIRST + CASES; seed++) {
            var random = new Random(seed);
            Message model = seeds.get(random.nextInt(seeds.size()));
            for (int i = random.nextInt(3); i >= 0; i--) {
                model = changed(model, random);
            }
            var err = new StringWriter();
            int code = compile(model, err);
            assertThat(code)
                    .as(
                            "-Dforja.onnx.fuzz.seed=%d -Dforja.onnx.fuzz.cases=1%n%s%n%s",
                            seed, err, model)
                    .isIn(0, 1);
            compiled += code == 0 ? 1 : 0;
        }
        if (CASES >= 100) {
            assertThat(compiled).as("compiled of " + CASES).isBetween(CASES / 20, CASES * 19 / 20);
        }
    }

    private int compile(Message model, StringWriter err) throws IOException {
        var file = Files.write(folder.resolve("model.onnx"), model.toByteArray());
        return OnnxModels.compile(file, folder.resolve("classes"), err);
    }

    /** A copy with one field, here or in a message inside, removed, doubled or set anew. */
    private static Message changed(Message message, Random random) {
        var fields = new ArrayList<>(message.getAllFields().keySet());
        if (fields.isEmpty()) {
            return message;
        }
        var field = fields.get(random.nextInt(fields.size()));
        var builder = message.toBuilder();
        if (!field.isRepeated()) {
            if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE && random.nextInt(4) == 0) {
                return builder.clearField(field).build();
            }
            return builder.setField(field, value(field, message.getField(field), random)).build();
        }
        int count = message.getRepeatedFieldCount(field);
        int at = random.nextInt(count);
        var old = message.getRepeatedField(field, at);
        switch (random.nextInt(8)) {
            case 0 -> {
                var rest = new ArrayList<>((List<?>) message.getField(field));
                rest.remove(at);
                builder.setField(field, rest);
            }
            case 1 -> builder.addRepeatedField(field, old);
            case 2 -> {
                int other = random.nextInt(count);
                builder.setRepeatedField(field, at, message.getRepeatedField(field, other));
                builder.setRepeatedField(field, other, old);
            }
            default -> builder.setRepeatedField(field, at, value(field, old, random));
        }
        return builder.build();
    }

    private static Object value(FieldDescriptor field, Object old, Random random) {
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        return switch (field.getJavaType()) {
            case MESSAGE -> changed((Message) old, random);
            case INT -> (int) number;
            case LONG -> number;
            case FLOAT -> random.nextBoolean() ? Float.NaN : (float) number;
            case DOUBLE -> (double) number;
            case STRING -> NAMES.get(random.nextInt(NAMES.size()));
            case BOOLEAN, ENUM, BYTE_STRING -> old;
        };
    }

    private static final List<String> NAMES =
            List.of(
                    "",
                    "x",
                    "y",
                    "w",
                    "c",
                    "flat",
                    "shape",
                    "n",
                    "axis",
                    "perm",
                    "pads",
                    "body",
                    "Add",
                    "MatMul",
                    "Conv",
                    "Gather",
                    "Reshape",
                    "Slice",
                    "Split",
                    "Softmax",
                    "Where",
                    "Resize",
                    "Loop",
                    "If",
                    "LSTM",
                    "ai.onnx",
                    "com.example",
                    "\n");
}
