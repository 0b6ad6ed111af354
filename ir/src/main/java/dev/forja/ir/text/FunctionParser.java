package dev.forja.ir.text;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.type.TensorType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads what {@link FunctionPrinter} prints. Types of nodes are inferred and compared with the
 * printed ones.
 */
public final class FunctionParser {
    private static final Pattern HEADER = Pattern.compile("func @(\\S+?)\\((.*)\\) \\{");
    private static final Pattern PARAMETER = Pattern.compile("(\\w+) %(\\S+): (.*)");
    private static final Pattern LOCATION = Pattern.compile("(.*):(\\d+):(\\d+)");

    private final List<String> lines;
    private int next;

    private FunctionParser(String text) {
        this.lines = text.lines().toList();
    }

    /**
     * The function that the text describes.
     *
     * @throws IllegalArgumentException with the line at fault
     */
    public static Function parse(String text) {
        var parser = new FunctionParser(text);
        try {
            return parser.function(parser.lines.get(parser.next++).strip());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("line " + parser.next + ": " + e.getMessage(), e);
        }
    }

    private Function function(String header) {
        var match = HEADER.matcher(header);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "expected 'func @name(...) {', found '" + header + "'");
        }
        var builder = new FunctionBuilder(match.group(1));
        var values = new HashMap<String, Value>();
        for (var part : AttributeText.split(match.group(2))) {
            parameter(builder, part.strip(), values);
        }
        while (true) {
            var line = lines.get(next++).strip();
            if (line.startsWith("return ")) {
                results(builder, line.substring("return ".length()), values);
                next++;
                return builder.build();
            }
            node(builder, line, values);
        }
    }

    private static void parameter(FunctionBuilder builder, String text, Map<String, Value> values) {
        var match = PARAMETER.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("expected 'role %name: type', found '" + text + "'");
        }
        var role = Role.valueOf(match.group(1).toUpperCase(Locale.ROOT));
        values.put(
                match.group(2),
                builder.param(
                        match.group(2), TensorType.parse(match.group(3)), role, Location.UNKNOWN));
    }

    private void node(FunctionBuilder builder, String line, Map<String, Value> values) {
        int equals = line.indexOf(" = ");
        int open = line.indexOf('(', equals);
        int close = line.indexOf(')', open);
        if (equals < 0 || open < 0 || close < 0) {
            throw new IllegalArgumentException(
                    "expected '%name = operator(operands) : type', found '" + line + "'");
        }
        var names =
                AttributeText.split(line.substring(0, equals)).stream()
                        .map(FunctionParser::name)
                        .toList();
        var mnemonic = line.substring(equals + 3, open);
        var op =
                OpCatalog.find(mnemonic)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "unknown operator '" + mnemonic + "'"));
        var operands =
                AttributeText.split(line.substring(open + 1, close)).stream()
                        .map(text -> value(text, values))
                        .toList();
        var attributes = new ArrayList<Object>();
        var rest = attributes(OpCatalog.attributes(op), line.substring(close + 1), attributes);
        int comment = rest.indexOf("  // ");
        builder.at(comment < 0 ? Location.UNKNOWN : location(rest.substring(comment + 5)));
        var types =
                rest.substring(rest.indexOf(':') + 1, comment < 0 ? rest.length() : comment)
                        .strip();
        var node = builder.named(names.getFirst()).node(OpCatalog.create(op, attributes), operands);
        check(node, types);
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), node.results().get(i));
        }
    }

    private static void check(Node node, String types) {
        var inferred =
                node.results().stream()
                        .map(v -> v.type().toString())
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("");
        if (!inferred.equals(types)) {
            throw new IllegalArgumentException("the type is " + inferred + ", found " + types);
        }
    }

    /**
     * Reads the attributes, over several lines where a region is among them; gives what follows
     * them.
     */
    private String attributes(RecordComponent[] components, String text, List<Object> attributes) {
        if (components.length == 0) {
            return text;
        }
        var rest = text.substring(text.indexOf('{') + 1);
        for (var component : components) {
            int equals = Math.max(0, rest.indexOf(" = "));
            var found = rest.substring(0, equals).replace(",", "").strip();
            if (!found.equals(component.getName())) {
                throw new IllegalArgumentException(
                        "expected attribute '" + component.getName() + "', found '" + found + "'");
            }
            rest = rest.substring(equals + 3);
            if (component.getType() == Function.class) {
                attributes.add(function(rest.strip()));
                rest = lines.get(next - 1).strip().substring(1);
            } else {
                int end = AttributeText.end(rest, 0, ",}");
                attributes.add(AttributeText.parse(component, rest.substring(0, end)));
                rest = rest.substring(end);
            }
        }
        return rest.substring(rest.indexOf('}') + 1);
    }

    private static void results(FunctionBuilder builder, String text, Map<String, Value> values) {
        for (var part : AttributeText.split(text)) {
            var sides = part.strip().split(" = ");
            if (sides[0].startsWith("next ")) {
                builder.update(
                        value(sides[0].substring("next ".length()), values),
                        value(sides[1], values));
            } else {
                builder.output(sides[0], value(sides[1], values));
            }
        }
    }

    private static String name(String text) {
        var name = text.strip();
        if (!name.startsWith("%")) {
            throw new IllegalArgumentException("expected a value such as %x, found '" + name + "'");
        }
        return name.substring(1);
    }

    private static Value value(String text, Map<String, Value> values) {
        var value = values.get(name(text));
        if (value == null) {
            throw new IllegalArgumentException("unknown value '" + text.strip() + "'");
        }
        return value;
    }

    private static Location location(String text) {
        var match = LOCATION.matcher(text);
        if (match.matches()) {
            return Location.source(
                    match.group(1),
                    Integer.parseInt(match.group(2)),
                    Integer.parseInt(match.group(3)));
        }
        int hash = text.indexOf('#');
        return hash < 0
                ? new Location(text, 0, 0, "")
                : Location.node(text.substring(0, hash), text.substring(hash + 1));
    }
}
