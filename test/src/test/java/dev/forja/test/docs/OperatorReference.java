package dev.forja.test.docs;

import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpCatalog;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.type.TensorType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes {@code docs/operators.md}: what the operators say of themselves. */
final class OperatorReference {
    /** Shapes that are shown of one operator. */
    private static final int SHAPES = 4;

    private static final String HEAD =
            """
            # Operators

            Generated from the operators' own files; `OperatorReferenceTest` fails when it is stale and says how to write \
            it anew. The name is that of the text form; a model source calls most of them by the same name \
            ([dsl](../frontend/dsl)). *Shapes* are sample problems of the tests: operands, an arrow, results; `n` is any \
            size. *Accuracy* is the greatest error of the transcendental functions inside, for f32, in units in the last \
            place; without that line each element is computed by additions, multiplications, divisions, roots and \
            comparisons alone, each rounded once.

            *Gradient* says how the operator is differentiated: by its *formula* (the scalar derivative of the formula), \
            through its *definition* (that of the operators it is made of), by a *rule* of its own, or through its \
            *regions*. All of these give ordinary operators again, so that each can be taken twice; first and second \
            order are checked against finite differences on the shapes shown (`GradientTest`).
            """;

    private OperatorReference() {}

    static String page() {
        var groups = new TreeMap<String, Map<String, Class<? extends TensorOp>>>();
        OpCatalog.all()
                .forEach((name, op) -> {
                    var group = op.getPackageName();
                    group = group.substring(group.lastIndexOf('.') + 1);
                    groups.computeIfAbsent(group, _ -> new TreeMap<>()).put(name, op);
                });
        var page = new StringBuilder(HEAD);
        groups.forEach((group, ops) -> {
            page.append("\n## ").append(group).append("\n\n");
            page.append(
                    ops.keySet().stream()
                            .map(name -> "[%s](#%s)".formatted(name, name.toLowerCase()))
                            .collect(Collectors.joining(" · ")));
            page.append('\n');
            ops.forEach((name, op) -> page.append('\n').append(section(name, op)));
        });
        return page.toString();
    }

    private static String section(String name, Class<? extends TensorOp> type) {
        var samples = OpCatalog.samples().get(name);
        var op = samples.getFirst().op();
        var doc = op.doc();
        var lines = new ArrayList<String>();
        lines.add("### " + name);
        lines.add(doc.summary());
        lines.add("");
        lines.add("    " + signature(name, type, doc));
        lines.add("    " + doc.formula());
        lines.add("");
        lines.add("- Kind: " + kind(op));
        lines.add("- Shapes: " + shapes(samples));
        lines.add("- Gradient: " + gradient(op.gradient()));
        Accuracy.of(samples).ifPresent(error -> lines.add("- Accuracy: " + error));
        if (!doc.onnx().isEmpty()) {
            lines.add(
                    "- ONNX: "
                            + doc.onnx().stream()
                                    .map(OperatorReference::onnx)
                                    .collect(Collectors.joining(", ")));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String signature(String name, Class<?> type, OpDoc doc) {
        var attributes =
                Arrays.stream(type.getRecordComponents())
                        .map(OperatorReference::attribute)
                        .collect(Collectors.joining(", "));
        var operands = String.join(", ", doc.operands());
        return name + "(" + operands + ")" + (attributes.isEmpty() ? "" : " {" + attributes + "}");
    }

    private static String attribute(RecordComponent component) {
        return component.getName() + ": " + text(component.getGenericType());
    }

    private static String text(Type type) {
        return type.getTypeName().replaceAll("[a-z]+\\.|\\w+\\$", "");
    }

    private static String kind(TensorOp op) {
        return switch (op) {
            case ElementwiseOp _ -> "elementwise";
            case StructuredOp _ -> "structured (a kernel)";
            case CompositeOp _ -> "composite (a program of other operators)";
            case OpaqueOp _ -> "opaque (regions)";
        };
    }

    private static String shapes(List<Sample> samples) {
        return samples.stream()
                .map(OperatorReference::shape)
                .distinct()
                .limit(SHAPES)
                .collect(Collectors.joining("; "));
    }

    private static String shape(Sample sample) {
        var results = sample.op().inferTypes(sample.operands());
        var operands = sample.operands().isEmpty() ? "" : types(sample.operands()) + " ";
        return "`" + operands + "→ " + types(results) + "`";
    }

    private static String types(List<TensorType> types) {
        return types.stream().map(TensorType::toString).collect(Collectors.joining(", "));
    }

    private static String gradient(Gradient gradient) {
        return switch (gradient) {
            case Gradient.OfFormula _ -> "by its formula";
            case Gradient.OfDecomposition _ -> "through its definition";
            case Gradient.ByRule _ -> "by a rule of its own";
            case Gradient.ThroughRegions _ -> "through its regions";
            case Gradient.None(var reason) -> "none: " + reason;
        };
    }

    private static String onnx(OpDoc.OnnxName name) {
        var until = name.until() == Integer.MAX_VALUE ? " and on" : " to " + name.until();
        return name.name() + " " + name.since() + until;
    }
}
