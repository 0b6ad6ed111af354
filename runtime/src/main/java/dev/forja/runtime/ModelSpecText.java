package dev.forja.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text form of {@link ModelSpec}.
 *
 * <pre>
 * forja-model 1
 * model samples.Digits
 * digest 5f3a
 * parameter w1 f32 64x128 0 trainable truncatedNormal 0.1
 * parameter scale f32 - 8192 frozen ones
 * entry classify
 * symbols n
 * input pixels f32 n 64
 * output probabilities f32 n 10
 * loss loss
 * ...
 * optimizer adam beta1=0.9 beta2=0.999 epsilon=1.0E-8
 * </pre>
 */
final class ModelSpecText {
    private static final String HEADER = "forja-model 1";
    private static final String SCALAR = "-";

    private ModelSpecText() {}

    static String print(ModelSpec spec) {
        var text = new StringBuilder(HEADER).append('\n');
        line(text, "model", SpecText.escape(spec.model()));
        line(text, "digest", SpecText.escape(spec.digest()));
        for (var p : spec.parameters()) {
            line(
                    text,
                    "parameter",
                    SpecText.escape(p.name()),
                    p.type().text(),
                    shape(p.shape()),
                    Integer.toString(p.offset()),
                    p.trainable() ? "trainable" : "frozen",
                    p.init().toString());
        }
        for (var entry : spec.entries()) {
            print(entry, text);
        }
        return text.toString();
    }

    private static void print(EntrySpec entry, StringBuilder text) {
        line(
                text,
                entry.kind() == EntrySpec.Kind.LOSS ? "loss" : "entry",
                SpecText.escape(entry.name()));
        if (!entry.symbols().isEmpty()) {
            line(text, "symbols", escaped(entry.symbols()));
        }
        entry.inputs().forEach(input -> print("input", input, text));
        entry.outputs().forEach(output -> print("output", output, text));
        if (entry.optimizer() != null) {
            var words = new ArrayList<String>();
            words.add(SpecText.escape(entry.optimizer().name()));
            entry.optimizer()
                    .hyperParameters()
                    .forEach((key, value) -> words.add(SpecText.escape(key) + "=" + value));
            line(text, "optimizer", words.toArray(String[]::new));
        }
    }

    private static void print(String keyword, TensorSpec tensor, StringBuilder text) {
        var words = new ArrayList<String>();
        words.add(SpecText.escape(tensor.name()));
        words.add(tensor.type().text());
        words.addAll(List.of(escaped(tensor.dims())));
        line(text, keyword, words.toArray(String[]::new));
    }

    private static String[] escaped(List<String> words) {
        return words.stream().map(SpecText::escape).toArray(String[]::new);
    }

    private static void line(StringBuilder text, String keyword, String... words) {
        text.append(keyword);
        for (var word : words) {
            text.append(' ').append(word);
        }
        text.append('\n');
    }

    private static String shape(int[] shape) {
        return shape.length == 0
                ? SCALAR
                : Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining("x"));
    }

    static ModelSpec parse(String text) {
        var lines = text.split("\n", -1);
        if (!lines[0].equals(HEADER)) {
            throw new IllegalArgumentException(
                    "line 1: expected '" + HEADER + "', found '" + lines[0] + "'");
        }
        var reader = new Reader();
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].isEmpty()) {
                continue;
            }
            try {
                reader.line(lines[i].split(" "));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IllegalArgumentException(
                        "line " + (i + 1) + " '" + lines[i] + "': " + e.getMessage(), e);
            }
        }
        return reader.finish();
    }

    private static final class Reader {
        private String model;
        private String digest;
        private final List<ParameterSpec> parameters = new ArrayList<>();
        private final List<EntrySpec> entries = new ArrayList<>();
        private EntrySpec.Kind kind;
        private String entry;
        private List<String> symbols = List.of();
        private List<TensorSpec> inputs = new ArrayList<>();
        private List<TensorSpec> outputs = new ArrayList<>();
        private OptimizerSpec optimizer;

        void line(String[] words) {
            switch (words[0]) {
                case "model" -> model = SpecText.unescape(words[1]);
                case "digest" -> digest = SpecText.unescape(words[1]);
                case "parameter" -> parameters.add(parameter(words));
                case "entry" -> begin(EntrySpec.Kind.ENTRY, words[1]);
                case "loss" -> begin(EntrySpec.Kind.LOSS, words[1]);
                case "symbols" -> symbols = unescaped(words, 1);
                case "input" -> inputs.add(tensor(words));
                case "output" -> outputs.add(tensor(words));
                case "optimizer" -> optimizer = optimizer(words);
                default -> throw new IllegalArgumentException("unknown keyword " + words[0]);
            }
        }

        ModelSpec finish() {
            endEntry();
            if (model == null || digest == null) {
                throw new IllegalArgumentException(
                        "line '" + (model == null ? "model" : "digest") + "' is missing");
            }
            return new ModelSpec(model, digest, parameters, entries);
        }

        private void begin(EntrySpec.Kind next, String name) {
            endEntry();
            kind = next;
            entry = SpecText.unescape(name);
        }

        private void endEntry() {
            if (entry != null) {
                entries.add(new EntrySpec(entry, kind, inputs, outputs, symbols, optimizer));
            } else if (!inputs.isEmpty() || !outputs.isEmpty() || optimizer != null) {
                throw new IllegalArgumentException("facts of an entry before its first line");
            }
            symbols = List.of();
            inputs = new ArrayList<>();
            outputs = new ArrayList<>();
            optimizer = null;
        }

        private static ParameterSpec parameter(String[] words) {
            boolean trainable =
                    switch (words[5]) {
                        case "trainable" -> true;
                        case "frozen" -> false;
                        default ->
                                throw new IllegalArgumentException(
                                        "expected trainable or frozen, found " + words[5]);
                    };
            return new ParameterSpec(
                    SpecText.unescape(words[1]),
                    ElementType.parse(words[2]),
                    sizes(words[3]),
                    trainable,
                    Initializer.parse(
                            String.join(" ", Arrays.asList(words).subList(6, words.length))),
                    Integer.parseInt(words[4]));
        }

        private static int[] sizes(String text) {
            if (text.equals(SCALAR)) {
                return new int[0];
            }
            var words = text.split("x");
            var sizes = new int[words.length];
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = Integer.parseInt(words[i]);
            }
            return sizes;
        }

        private static TensorSpec tensor(String[] words) {
            return new TensorSpec(
                    SpecText.unescape(words[1]), ElementType.parse(words[2]), unescaped(words, 3));
        }

        private static OptimizerSpec optimizer(String[] words) {
            var values = new LinkedHashMap<String, Float>();
            for (int i = 2; i < words.length; i++) {
                int equals = words[i].lastIndexOf('=');
                values.put(
                        SpecText.unescape(words[i].substring(0, equals)),
                        Float.parseFloat(words[i].substring(equals + 1)));
            }
            return new OptimizerSpec(SpecText.unescape(words[1]), values);
        }

        private static List<String> unescaped(String[] words, int from) {
            var texts = new ArrayList<String>(words.length);
            for (int i = from; i < words.length; i++) {
                texts.add(SpecText.unescape(words[i]));
            }
            return texts;
        }
    }
}
