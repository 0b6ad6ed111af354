package dev.forja.codegen.model;

import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.LoweredModel;
import dev.forja.ir.type.TensorType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.stream.Collectors;

/**
 * The text from which the runtime reads the specification of a model; its form is that of the
 * runtime's ModelSpec.
 */
final class SpecWriter {
    private SpecWriter() {}

    static String text(LoweredModel lowered) {
        var model = lowered.model();
        var body = new StringBuilder();
        for (var p : model.parameters()) {
            var dims =
                    p.type().shape().dims().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining("x"));
            body.append("parameter ")
                    .append(p.name())
                    .append(' ')
                    .append(p.type().dtype().text())
                    .append(' ')
                    .append(dims.isEmpty() ? "-" : dims)
                    .append(' ')
                    .append(lowered.parameterOffsets().get(p.name()))
                    .append(p.trainable() ? " trainable " : " frozen ")
                    .append(p.initializer())
                    .append('\n');
        }
        model.entries().forEach(entry -> entry(lowered, entry, body));
        var name =
                model.packageName().isEmpty()
                        ? model.name()
                        : model.packageName() + "." + model.name();
        return "forja-model 1\nmodel " + name + "\ndigest " + digest(body.toString()) + "\n" + body;
    }

    private static void entry(LoweredModel lowered, EntryDef entry, StringBuilder text) {
        var kind = entry.isLoss() ? LoweredFunction.Kind.LOSS : LoweredFunction.Kind.ENTRY;
        var function =
                lowered.variants().getFirst().functions().stream()
                        .filter(f -> f.name().equals(entry.name()) && f.kind() == kind)
                        .findFirst()
                        .orElseThrow();
        text.append(entry.isLoss() ? "loss " : "entry ").append(entry.name()).append('\n');
        var symbols = new LinkedHashSet<>(function.symbols());
        if (!symbols.isEmpty()) {
            text.append("symbols ").append(String.join(" ", symbols)).append('\n');
        }
        function.inputs().forEach(input -> tensor("input", input.name(), input.type(), text));
        function.outputs().forEach(output -> tensor("output", output.name(), output.type(), text));
        if (entry.isLoss()) {
            text.append("optimizer ").append(entry.optimizer().name());
            entry.optimizer()
                    .hyper()
                    .forEach((name, value) ->
                            text.append(' ').append(name).append('=').append(value.floatValue()));
            text.append('\n');
        }
    }

    private static void tensor(String keyword, String name, TensorType type, StringBuilder text) {
        text.append(keyword).append(' ').append(name).append(' ').append(type.dtype().text());
        type.shape().dims().forEach(dim -> text.append(' ').append(dim));
        text.append('\n');
    }

    private static String digest(String text) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
