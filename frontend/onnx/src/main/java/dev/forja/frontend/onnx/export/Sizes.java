package dev.forja.frontend.onnx.export;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Dimensions as values: computed from the shapes of the model's inputs, once each, in the model's
 * own graph, which every subgraph sees.
 */
final class Sizes {
    private final Draft graph;
    private final Initializers initializers;
    private final Map<Dim, Name> rows = new HashMap<>();
    private final Map<Dim.Apply, Name> applied = new HashMap<>();
    private final Map<Dim, Name> scalars = new HashMap<>();

    Sizes(Draft graph, Initializers initializers) {
        this.graph = graph;
        this.initializers = initializers;
    }

    /** Sizes as an i64 vector. */
    Name vector(List<Dim> dims) {
        var parts = new ArrayList<Name>();
        int next = 0;
        while (next < dims.size()) {
            int first = next;
            while (next < dims.size() && dims.get(next).isConstant()) {
                next++;
            }
            parts.add(next > first ? constant(dims.subList(first, next)) : row(dims.get(next++)));
        }
        return switch (parts.size()) {
            case 0 -> constant(List.of());
            case 1 -> parts.getFirst();
            default -> {
                var joined = node("Concat", "shape", parts);
                joined.attributes().put("axis", 0);
                yield joined.outputs().getFirst();
            }
        };
    }

    /** A size as an i64 scalar. */
    Name scalar(Dim dim) {
        if (dim.isConstant()) {
            var type = TensorType.scalar(DType.I64);
            return initializers.constant(Tensor.ofNumbers(type, _ -> dim.constant()));
        }
        var known = scalars.get(dim);
        if (known == null) {
            known = result("Squeeze", dim + "", row(dim), constant(List.of(Dim.ZERO)));
            scalars.put(dim, known);
        }
        return known;
    }

    private Name constant(List<Dim> dims) {
        var type = new TensorType(DType.I64, Shape.of(dims.size()));
        return initializers.constant(Tensor.ofNumbers(type, i -> dims.get(i).constant()));
    }

    /** A size as an i64 vector of one element. */
    private Name row(Dim dim) {
        if (dim.isConstant()) {
            return constant(List.of(dim));
        }
        var known = rows.get(dim);
        if (known == null) {
            known = ofInput(dim);
            known = known == null ? computed(dim) : known;
            rows.put(dim, known);
        }
        return known;
    }

    /** Read off an input that has the dimension. */
    private Name ofInput(Dim dim) {
        for (var input : graph.inputs()) {
            int axis = input.type().shape().dims().indexOf(dim);
            if (axis >= 0) {
                var shape = node("Shape", dim + "", List.of(input.name()));
                shape.attributes().put("start", axis);
                shape.attributes().put("end", axis + 1);
                return shape.outputs().getFirst();
            }
        }
        return null;
    }

    private Name computed(Dim dim) {
        if (dim.terms().size() == 1 && dim.terms().values().iterator().next() == 1) {
            var atoms = dim.terms().keySet().iterator().next().atoms();
            if (atoms.size() == 1) {
                return switch (atoms.getFirst()) {
                    case Dim.Symbol(var name) -> solved(name);
                    case Dim.Apply apply -> factor(apply);
                };
            }
        }
        Name sum = null;
        for (var term : dim.terms().entrySet()) {
            Name product = null;
            for (var atom : term.getKey().atoms()) {
                var factor = factor(atom);
                product = product == null ? factor : result("Mul", dim + "", product, factor);
            }
            var factor = constant(List.of(Dim.of(term.getValue())));
            if (product == null) {
                product = factor;
            } else if (term.getValue() != 1) {
                product = result("Mul", dim + "", product, factor);
            }
            sum = sum == null ? product : result("Add", dim + "", sum, product);
        }
        return sum;
    }

    private Name factor(Dim.Atom atom) {
        return switch (atom) {
            case Dim.Symbol(var name) -> row(Dim.symbol(name));
            case Dim.Apply apply -> {
                var known = applied.get(apply);
                if (known == null) {
                    known = applied(apply);
                    applied.put(apply, known);
                }
                yield known;
            }
        };
    }

    private Name applied(Dim.Apply apply) {
        var text = apply.toString();
        var a = row(apply.left());
        var b = row(apply.right());
        return switch (apply.operation()) {
            case MOD -> result("Mod", text, a, b);
            case MAX -> result("Max", text, a, b);
            case MIN -> result("Min", text, a, b);
            case FLOOR_DIV -> quotient(apply, text);
        };
    }

    /** Div truncates, so it is applied to what is not negative, or to what has no remainder. */
    private Name quotient(Dim.Apply apply, String text) {
        var b = row(apply.right());
        var bound = apply.left().lowerBound();
        if (apply.right().isConstant() && bound.isPresent()) {
            long divisor = apply.right().constant();
            long more = Math.max(0, -Math.floorDiv(bound.getAsLong(), divisor));
            var quotient = result("Div", text, row(apply.left().plus(more * divisor)), b);
            return more == 0
                    ? quotient
                    : result("Sub", text, quotient, constant(List.of(Dim.of(more))));
        }
        var a = row(apply.left());
        var rest = result("Mod", text, a, b);
        return result("Div", text, result("Sub", text, a, rest), b);
    }

    /** A symbol out of an input that has a dimension {@code factor * symbol + summand}. */
    private Name solved(String symbol) {
        var wanted = Dim.symbol(symbol);
        for (var input : graph.inputs()) {
            for (var dim : input.type().shape().dims()) {
                var zero = dim.substitute(Map.of(symbol, Dim.ZERO));
                var factor = dim.substitute(Map.of(symbol, Dim.ONE)).minus(zero);
                boolean isLinear =
                        zero.isConstant()
                                && factor.isConstant()
                                && factor.constant() > 0
                                && wanted.times(factor).plus(zero).equals(dim);
                if (isLinear) {
                    var rest = result("Sub", symbol, row(dim), constant(List.of(zero)));
                    return result("Div", symbol, rest, constant(List.of(factor)));
                }
            }
        }
        throw OnnxProblem.unsupported("no input says how large " + symbol + " is");
    }

    private Name result(String operator, String wanted, Name... inputs) {
        return node(operator, wanted, List.of(inputs)).outputs().getFirst();
    }

    private Draft.Node node(String operator, String wanted, List<Name> inputs) {
        var node = new Draft.Node(operator, inputs);
        node.outputs().add(new Name("dim/" + wanted));
        graph.nodes().add(node);
        return node;
    }
}
