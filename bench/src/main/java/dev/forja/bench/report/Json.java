package dev.forja.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON text of maps, lists, strings and numbers. */
final class Json {
    private Json() {}

    static String text(Object value) {
        return text(value, "");
    }

    private static String text(Object value, String indent) {
        var inner = indent + "  ";
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .map(entry ->
                                    inner
                                            + quoted(entry.getKey().toString())
                                            + ": "
                                            + text(entry.getValue(), inner))
                            .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
            case List<?> list ->
                    list.stream()
                            .map(element -> inner + text(element, inner))
                            .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
            case Double number ->
                    Double.isFinite(number) ? String.format(Locale.ROOT, "%.6g", number) : "null";
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
