package dev.forja.ir.text;

import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Attribute values as text, by the types of their record components. */
final class AttributeText {
    private AttributeText() {}

    static String print(Object value) {
        return switch (value) {
            case DType type -> type.text();
            case String string -> quoted(string);
            case List<?> list ->
                    list.stream()
                            .map(AttributeText::print)
                            .collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    static Object parse(RecordComponent component, String text) {
        return parse(component.getGenericType(), text.strip());
    }

    private static Object parse(Type type, String text) {
        if (type == int.class || type == Integer.class) {
            return Integer.parseInt(text);
        } else if (type == long.class || type == Long.class) {
            return Long.parseLong(text);
        } else if (type == double.class || type == Double.class) {
            return Double.parseDouble(text);
        } else if (type == boolean.class) {
            return Boolean.parseBoolean(text);
        } else if (type == String.class) {
            return unquoted(text);
        } else if (type == DType.class) {
            return DType.parse(text);
        } else if (type == Dim.class) {
            return Dim.parse(text);
        } else if (type == Shape.class) {
            return Shape.parse(text.substring(1, text.length() - 1));
        } else if (type instanceof ParameterizedType list) {
            return list(list.getActualTypeArguments()[0], text.substring(1, text.length() - 1));
        }
        throw new IllegalArgumentException("no text form of attributes of type " + type);
    }

    private static List<Object> list(Type element, String text) {
        var values = new ArrayList<>();
        for (var part : split(text)) {
            values.add(parse(element, part.strip()));
        }
        return values;
    }

    /** Splits at the commas outside of brackets of any kind and of quotes. */
    static List<String> split(String text) {
        var parts = new ArrayList<String>();
        int start = 0;
        int end = end(text, 0, ",");
        while (end < text.length()) {
            parts.add(text.substring(start, end));
            start = end + 1;
            end = end(text, start, ",");
        }
        if (!text.substring(start).isBlank()) {
            parts.add(text.substring(start));
        }
        return parts;
    }

    /** The first of some characters outside of brackets of any kind and of quotes, or the end. */
    static int end(String text, int from, String stops) {
        int depth = 0;
        boolean isQuoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isQuoted) {
                i += c == '\\' ? 1 : 0;
                isQuoted = c != '"';
            } else if (depth == 0 && stops.indexOf(c) >= 0) {
                return i;
            } else if (c == '"') {
                isQuoted = true;
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            }
        }
        return text.length();
    }

    /** A word as it is; anything else in quotes. */
    private static String quoted(String text) {
        return text.matches("\\w+")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String unquoted(String text) {
        return text.startsWith("\"")
                ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1")
                : text;
    }
}
