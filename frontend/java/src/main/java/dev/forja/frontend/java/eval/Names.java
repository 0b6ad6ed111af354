package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Nearest;
import dev.forja.frontend.java.report.Problem;
import dev.forja.frontend.java.source.ModelClass;
import dev.forja.ir.diag.Location;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;

/** What names stand for: local variables, fields, constants and classes. */
final class Names {
    private final Evaluator evaluator;

    Names(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Datum self(Frame frame, Location at) {
        if (frame.self() == null) {
            throw Problem.at(at, "this", "no instance in a static context")
                    .expected("a method that isn't static", "a static one");
        }
        return frame.self();
    }

    Datum read(NameExpr expression, Frame frame) {
        var name = expression.getNameAsString();
        var at = frame.at(expression);
        var local = frame.scope().find(name);
        if (local != null) {
            return value(local.value(), name, at);
        }
        if (frame.self() != null
                && frame.self().type().field(name).filter(f -> !f.isStatic()).isPresent()) {
            return value(frame.self().fields().get(name), name, at);
        }
        for (var scope = frame.owner(); scope != null; scope = scope.outer()) {
            var field = scope.field(name);
            if (field.isPresent() && field.get().isStatic()) {
                return evaluator.constants().get(scope, field.get());
            } else if (field.isPresent()) {
                throw Problem.at(at, name, "a field of an instance in a static context")
                        .expected("a static field or an argument", name);
            }
        }
        return imported(name, frame)
                .orElseThrow(() ->
                        Problem.at(at, name, "unknown variable")
                                .expected("a local variable, a field or a constant", name)
                                .hint(hint(name, frame)));
    }

    /** Who writes {@code zeros(n, 3)} takes n for the symbol of a shape. */
    private static String hint(String name, Frame frame) {
        var near = Nearest.hint(name, visible(frame));
        return near.isEmpty() && frame.constructs()
                ? "sizes of parameters are constants; the symbols of a @Shape are sizes of inputs alone"
                : near;
    }

    private Optional<Datum> imported(String name, Frame frame) {
        for (var imported : frame.owner().unit().getImports()) {
            if (!imported.isStatic()) {
                continue;
            }
            var full = imported.getNameAsString();
            var className = full;
            if (!imported.isAsterisk()) {
                int dot = full.lastIndexOf('.');
                if (!full.substring(dot + 1).equals(name)) {
                    continue;
                }
                className = full.substring(0, dot);
            }
            var owner = evaluator.sources().load(className);
            var field = owner.flatMap(type -> type.field(name));
            if (field.isPresent() && field.get().isStatic()) {
                return Optional.of(evaluator.constants().get(owner.get(), field.get()));
            }
        }
        return Optional.empty();
    }

    private static Datum value(Datum datum, String name, Location at) {
        if (datum == null) {
            throw Problem.at(at, name, "a variable without a value")
                    .expected("an assignment before this", name);
        }
        return datum;
    }

    private static Collection<String> visible(Frame frame) {
        var names = new LinkedHashSet<>(frame.scope().names());
        for (var scope = frame.owner(); scope != null; scope = scope.outer()) {
            scope.fields().forEach(field -> names.add(field.name()));
        }
        return names;
    }

    Datum read(FieldAccessExpr access, Frame frame) {
        var name = access.getNameAsString();
        var at = frame.at(access);
        var type = classOf(access.getScope(), frame);
        if (type.isPresent()) {
            return type.get()
                    .field(name)
                    .filter(ModelClass.Field::isStatic)
                    .map(field -> evaluator.constants().get(type.get(), field))
                    .orElseThrow(() -> unknownField(name, type.get(), at));
        }
        if (access.getScope().toString().equals("Math")) {
            return MathCalls.constant(name, at);
        }
        return member(evaluator.expressions().eval(access.getScope(), frame, null), name, at);
    }

    private static Datum member(Datum scope, String name, Location at) {
        return switch (scope) {
            case Datum.Special _ -> Datum.Special.UNKNOWN;
            case Datum.Sequence sequence when name.equals("length") ->
                    new Datum.Numeral(sequence.items().size());
            case Datum.Instance instance when instance.type().field(name).isPresent() ->
                    value(instance.fields().get(name), name, at);
            case Datum.Instance instance -> throw unknownField(name, instance.type(), at);
            default ->
                    throw Problem.at(at, name, "no such field")
                            .expected("a field of a layer", scope.describe());
        };
    }

    private static Problem unknownField(String name, ModelClass type, Location at) {
        var fields = type.fields().stream().map(ModelClass.Field::name).toList();
        return Problem.at(at, name, "unknown field of " + type.name())
                .expected("one of " + fields, name)
                .hint(Nearest.hint(name, fields));
    }

    /** The class that a scope names; empty when it is a value or no class of a source. */
    Optional<ModelClass> classOf(Expression scope, Frame frame) {
        return switch (scope) {
            case ThisExpr _ -> Optional.empty();
            case NameExpr name when !isVariable(name.getNameAsString(), frame) ->
                    evaluator.sources().resolve(name.getNameAsString(), frame.owner());
            case FieldAccessExpr path when isPath(path, frame) ->
                    evaluator.sources().resolve(path.toString(), frame.owner());
            default -> Optional.empty();
        };
    }

    private boolean isPath(FieldAccessExpr path, Frame frame) {
        return switch (path.getScope()) {
            case NameExpr name -> !isVariable(name.getNameAsString(), frame);
            case FieldAccessExpr outer -> isPath(outer, frame);
            default -> false;
        };
    }

    private static boolean isVariable(String name, Frame frame) {
        if (frame.scope().find(name) != null) {
            return true;
        }
        for (var scope = frame.owner(); scope != null; scope = scope.outer()) {
            if (scope.field(name).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
