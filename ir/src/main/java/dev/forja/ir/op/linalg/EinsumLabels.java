package dev.forja.ir.op.linalg;

import dev.forja.ir.op.Operands;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The labels of an equation of {@link Einsum}: a letter, or for axes that three dots stand for
 * their number from the right.
 *
 * @param operands labels of each operand's axes
 * @param result labels of the result's axes
 * @param sizes of every label; where operands differ, the one that is not 1
 */
record EinsumLabels(List<List<String>> operands, List<String> result, Map<String, Dim> sizes) {
    private static final String DOTS = "...";

    static EinsumLabels of(Einsum op, List<Shape> shapes) {
        var equation = op.equation().replace(" ", "");
        int arrow = equation.indexOf("->");
        var left = arrow < 0 ? equation : equation.substring(0, arrow);
        var terms = List.of(left.split(",", -1));
        Operands.require(
                op,
                terms.size() == shapes.size(),
                "operands",
                terms.size() + " as in " + equation,
                shapes.size());
        var operands = new ArrayList<List<String>>();
        int widest = 0;
        for (int i = 0; i < terms.size(); i++) {
            var term = terms.get(i);
            int hidden = shapes.get(i).rank() - term.replace(DOTS, "").length();
            boolean fits = term.contains(DOTS) ? hidden >= 0 : hidden == 0;
            Operands.require(op, fits, "rank of operand " + i, term, shapes.get(i));
            widest = Math.max(widest, hidden);
            operands.add(labels(op, term, hidden));
        }
        var result =
                arrow < 0
                        ? implied(operands, widest)
                        : labels(op, equation.substring(arrow + 2), widest);
        var sizes = sizes(op, operands, shapes);
        for (var label : result) {
            boolean isKnown =
                    sizes.containsKey(label) && result.indexOf(label) == result.lastIndexOf(label);
            Operands.require(op, isKnown, "label " + label, "one of an operand, once", equation);
        }
        return new EinsumLabels(operands, result, sizes);
    }

    private static List<String> labels(Einsum op, String term, int hidden) {
        var labels = new ArrayList<String>();
        int dots = term.indexOf(DOTS);
        for (int i = 0; i < term.length(); i++) {
            if (i == dots) {
                for (int k = hidden; k > 0; k--) {
                    labels.add("" + k);
                }
                i += DOTS.length() - 1;
            } else {
                char letter = term.charAt(i);
                Operands.require(
                        op, Character.isLetter(letter), "equation", "letters", op.equation());
                labels.add("" + letter);
            }
        }
        return labels;
    }

    /** Without a right side: what the dots stand for, then each letter that occurs once. */
    private static List<String> implied(List<List<String>> operands, int widest) {
        var all = operands.stream().flatMap(List::stream).toList();
        var result = new ArrayList<String>();
        for (int k = widest; k > 0; k--) {
            result.add("" + k);
        }
        all.stream()
                .filter(label -> Character.isLetter(label.charAt(0)))
                .filter(label -> Collections.frequency(all, label) == 1)
                .sorted()
                .forEach(result::add);
        return result;
    }

    private static Map<String, Dim> sizes(
            Einsum op, List<List<String>> operands, List<Shape> shapes) {
        var sizes = new HashMap<String, Dim>();
        for (int i = 0; i < operands.size(); i++) {
            for (int axis = 0; axis < shapes.get(i).rank(); axis++) {
                var label = operands.get(i).get(axis);
                var dim = shapes.get(i).dim(axis);
                var known = sizes.get(label);
                if (known == null || known.isConstant(1)) {
                    sizes.put(label, dim);
                } else {
                    Operands.require(
                            op,
                            dim.equals(known) || dim.isConstant(1),
                            "size of " + label,
                            known + " or 1",
                            dim);
                }
            }
        }
        return sizes;
    }

    Dim size(String label) {
        return sizes.get(label);
    }

    Shape resultShape() {
        return new Shape(result.stream().map(sizes::get).toList());
    }

    boolean isOnlyIn(String label, int operand) {
        return !result.contains(label)
                && IntStream.range(0, operands.size())
                        .noneMatch(i -> i != operand && operands.get(i).contains(label));
    }

    boolean isNeededBehind(String label, int operand) {
        return result.contains(label)
                || operands.subList(operand + 1, operands.size()).stream()
                        .anyMatch(labels -> labels.contains(label));
    }
}
