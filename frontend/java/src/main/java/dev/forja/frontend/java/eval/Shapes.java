package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import dev.forja.frontend.java.call.Elements;
import dev.forja.frontend.java.data.Conversion;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.data.TensorKind;
import dev.forja.frontend.java.report.Problem;
import dev.forja.frontend.java.source.ModelClass;
import dev.forja.ir.diag.Location;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shapes that {@code @Shape} declares. A name in it is a constant of the class, or else a
 * symbol.
 */
public final class Shapes {
    private final Evaluator evaluator;
    private final Map<String, Dim> bindings = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    Shapes(Evaluator evaluator, Map<String, Long> bindings) {
        this.evaluator = evaluator;
        bindings.forEach((name, size) -> this.bindings.put(name, Dim.of(size)));
    }

    /** The type of an input, its symbols bound as the build asks for. */
    public TensorType input(Parameter parameter, ModelClass owner) {
        if (parameter.isVarArgs()) {
            throw Problem.at(
                            owner.at(parameter),
                            parameter.getNameAsString(),
                            "a variable number of inputs")
                    .expected("one tensor", parameter.toString());
        }
        var kind =
                TensorKind.named(parameter.getTypeAsString())
                        .orElseThrow(() ->
                                Problem.at(
                                                owner.at(parameter),
                                                parameter.getNameAsString(),
                                                "an input that is no tensor")
                                        .expected(
                                                "Tensor, IntTensor, LongTensor or BoolTensor",
                                                parameter.getTypeAsString()));
        var shape =
                declared(parameter, owner)
                        .orElseThrow(() ->
                                Problem.at(
                                                owner.at(parameter),
                                                parameter.getNameAsString(),
                                                "an input without a shape")
                                        .expected(
                                                "@Shape(\"n, 64\") " + parameter.getTypeAsString(),
                                                parameter.toString())
                                        .hint("name what varies, and give the rest as numbers"));
        used.addAll(shape.symbols());
        var bound = shape.substitute(bindings);
        requireSizes(bound, parameter, owner);
        return new TensorType(kind.type(), bound);
    }

    /** The symbols that inputs have used so far. */
    public Set<String> used() {
        return used;
    }

    public static boolean isDeclared(Parameter parameter) {
        return parameter.getAnnotationByName("Shape").isPresent();
    }

    private Optional<Shape> declared(Parameter parameter, ModelClass owner) {
        return parameter.getAnnotationByName("Shape").map(annotation -> read(annotation, owner));
    }

    private Shape read(AnnotationExpr annotation, ModelClass owner) {
        var expression = value(annotation, owner);
        var at = owner.at(expression);
        var datum = evaluator.constant(expression, owner);
        if (!(datum instanceof Datum.Text(var text))) {
            throw Problem.at(at, "@Shape", "no text")
                    .expected("such as \"n, 64\"", datum.describe());
        }
        Shape shape;
        try {
            shape = Shape.parse(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw Problem.at(at, "@Shape", "can't read the shape: " + e.getMessage())
                    .expected(
                            "sizes and symbols with commas between, such as \"n, 64\"",
                            "\"" + text + "\"");
        }
        return shape.substitute(constants(shape, owner));
    }

    private static Expression value(AnnotationExpr annotation, ModelClass owner) {
        return switch (annotation) {
            case SingleMemberAnnotationExpr single -> single.getMemberValue();
            case NormalAnnotationExpr normal when normal.getPairs().size() == 1 ->
                    normal.getPairs().getFirst().orElseThrow().getValue();
            default ->
                    throw Problem.at(owner.at(annotation), "@Shape", "no text")
                            .expected("@Shape(\"n, 64\")", annotation.toString());
        };
    }

    private Map<String, Dim> constants(Shape shape, ModelClass owner) {
        var values = new HashMap<String, Dim>();
        for (var symbol : shape.symbols()) {
            for (var scope = owner;
                    scope != null && !values.containsKey(symbol);
                    scope = scope.outer()) {
                var field = scope.field(symbol).filter(ModelClass.Field::isStatic);
                if (field.isPresent()) {
                    var size = Arithmetic.dim(evaluator.constants().get(scope, field.get()));
                    if (size != null) {
                        values.put(symbol, size);
                    }
                }
            }
        }
        return values;
    }

    private static void requireSizes(Shape shape, Parameter parameter, ModelClass owner) {
        for (var dim : shape.dims()) {
            if (dim.isConstant() && dim.constant() < 0) {
                throw Problem.at(owner.at(parameter), "@Shape", "a negative size")
                        .expected("sizes of 0 or more", shape.toString());
            }
        }
        Elements.require(shape, "@Shape", owner.at(parameter));
    }

    /**
     * Checks the argument of a call against the shape that its parameter declares.
     *
     * @param symbols what the symbols of the called method stand for; receives new ones
     */
    void check(
            String method,
            Parameter parameter,
            ModelClass owner,
            Datum argument,
            Map<String, Dim> symbols,
            Location at) {
        var declared = declared(parameter, owner);
        if (declared.isEmpty() || !argument.isTensor()) {
            return;
        }
        var shape = declared.get();
        var actual = Conversion.typeOf(argument).shape();
        var name = parameter.getNameAsString();
        if (shape.rank() != actual.rank()) {
            throw Problem.at(at, method, "rank mismatch of " + name)
                    .expected(
                            "rank " + shape.rank() + " " + shape,
                            "rank " + actual.rank() + " " + actual);
        }
        for (int axis = 0; axis < shape.rank(); axis++) {
            var wanted = shape.dim(axis);
            var found = actual.dim(axis);
            var symbol = wanted.symbols().size() == 1 ? wanted.symbols().getFirst() : null;
            if (symbol != null && wanted.equals(Dim.symbol(symbol))) {
                var before = symbols.putIfAbsent(symbol, found);
                if (before != null && !before.equals(found)) {
                    throw Problem.at(
                                    at,
                                    method,
                                    "two sizes for the symbol " + symbol + " in " + name)
                            .expected(symbol + " = " + before, symbol + " = " + found);
                }
            } else if (!wanted.substitute(symbols).equals(found)) {
                throw Problem.at(at, method, name + " doesn't fit its declared shape")
                        .expected(shape.substitute(symbols).toString(), actual.toString());
            }
        }
    }
}
