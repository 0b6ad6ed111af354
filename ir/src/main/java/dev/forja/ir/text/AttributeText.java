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
            return text;
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

    /** Splits at the commas outside of parentheses, brackets and braces. */
    static List<String> split(String text) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        if (!text.substring(start).isBlank()) {
            parts.add(text.substring(start));
        }
        return parts;
    }
}
