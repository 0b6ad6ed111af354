package dev.forja.ir.text;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.OpCatalog;
import java.util.stream.Collectors;

/**
 * Prints functions:
 *
 * <pre>
 * func @classify(input %pixels: f32[n, 64], parameter %w1: f32[64, 128]) {
 *   %hidden = relu(%sum) : f32[n, 128]  // Digits.java:14:25
 *   return classify = %softmax, next %w1 = %w1_next
 * }
 * </pre>
 *
 * {@link FunctionParser} reads the form back; comments carry the locations.
 */
public final class FunctionPrinter {
    private final StringBuilder text = new StringBuilder();
    private final boolean withLocations;

    private FunctionPrinter(boolean withLocations) {
        this.withLocations = withLocations;
    }

    public static String print(Function function) {
        return print(function, true);
    }

    public static String print(Function function, boolean withLocations) {
        var printer = new FunctionPrinter(withLocations);
        printer.function(function, "");
        return printer.text.toString();
    }

    private void function(Function function, String indent) {
        text.append("func @").append(function.name()).append('(');
        text.append(
                function.params().stream()
                        .map(p -> function.role(p).text() + " " + p + ": " + p.type())
                        .collect(Collectors.joining(", ")));
        text.append(") {\n");
        function.nodes().forEach(node -> node(node, indent + "  "));
        text.append(indent).append("  return ");
        text.append(
                function.results().stream()
                        .map(result ->
                                result.target() == null
                                        ? result.name() + " = " + result.value()
                                        : "next " + result.target() + " = " + result.value())
                        .collect(Collectors.joining(", ")));
        text.append('\n').append(indent).append("}");
        if (indent.isEmpty()) {
            text.append('\n');
        }
    }

    private void node(Node node, String indent) {
        text.append(indent)
                .append(
                        node.results().stream()
                                .map(Value::toString)
                                .collect(Collectors.joining(", ")))
                .append(" = ")
                .append(node.op().mnemonic())
                .append(
                        node.operands().stream()
                                .map(Value::toString)
                                .collect(Collectors.joining(", ", "(", ")")));
        attributes(node, indent);
        text.append(" : ")
                .append(
                        node.results().stream()
                                .map(v -> v.type().toString())
                                .collect(Collectors.joining(", ")));
        if (withLocations && node.location().isKnown()) {
            text.append("  // ").append(node.location());
        }
        text.append('\n');
    }

    private void attributes(Node node, String indent) {
        var components = OpCatalog.attributes(node.op().getClass());
        if (components.length == 0) {
            return;
        }
        var values = OpCatalog.values(node.op());
        text.append(" {");
        for (int i = 0; i < components.length; i++) {
            text.append(i == 0 ? "" : ", ").append(components[i].getName()).append(" = ");
            if (values.get(i) instanceof Function region) {
                function(region, indent);
            } else {
                text.append(AttributeText.print(values.get(i)));
            }
        }
        text.append('}');
    }
}
