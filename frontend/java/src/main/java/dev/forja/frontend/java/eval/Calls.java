package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import dev.forja.frontend.java.call.CallSite;
import dev.forja.frontend.java.call.Functions;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Nearest;
import dev.forja.frontend.java.report.Problem;
import dev.forja.frontend.java.source.ModelClass;
import dev.forja.ir.diag.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows calls: to methods of the model and of layers, to functions of the language, to tensors
 * and lists.
 */
final class Calls {
    private static final Set<String> LANGUAGE = Set.of("Functions", "Initializers");
    private static final Set<String> LISTS = Set.of("ArrayList", "LinkedList");

    private final Evaluator evaluator;
    private final Names names;

    Calls(Evaluator evaluator, Names names) {
        this.evaluator = evaluator;
        this.names = names;
    }

    /** The arguments of a call, evaluated. */
    private record Arguments(List<Datum> values, List<Location> places) {}

    private Arguments arguments(NodeList<Expression> expressions, Frame frame) {
        var values = new ArrayList<Datum>();
        var places = new ArrayList<Location>();
        for (var expression : expressions) {
            values.add(evaluator.expressions().eval(expression, frame, null));
            places.add(frame.at(expression));
        }
        return new Arguments(values, places);
    }

    Datum call(MethodCallExpr call, Frame frame, String resultName) {
        return call.getScope().isEmpty()
                ? unqualified(call, frame, resultName)
                : qualified(call, call.getScope().get(), frame, resultName);
    }

    private Datum unqualified(MethodCallExpr call, Frame frame, String resultName) {
        var name = call.getNameAsString();
        var at = frame.at(call);
        var args = arguments(call.getArguments(), frame);
        for (var scope = frame.owner(); scope != null; scope = scope.outer()) {
            if (!scope.methods(name).isEmpty()) {
                boolean isOwn = scope.equals(frame.owner());
                return invoke(scope, isOwn ? frame.self() : null, name, args, at, resultName);
            }
        }
        var imported = imported(name, frame);
        if (imported.isPresent()) {
            return invoke(imported.get(), null, name, args, at, resultName);
        }
        if (Functions.isFunction(name)) {
            return Functions.call(site(name, args, at, resultName));
        }
        throw unknownFunction(name, frame, at);
    }

    private Problem unknownFunction(String name, Frame frame, Location at) {
        var known = new TreeSet<>(Functions.names());
        for (var scope = frame.owner(); scope != null; scope = scope.outer()) {
            scope.methods().forEach(method -> known.add(method.getNameAsString()));
        }
        return Problem.at(at, name, "unknown method")
                .expected(
                        "a method of this class or a function of the model language", name + "(..)")
                .hint(Nearest.hint(name, known));
    }

    /** The class of a source whose static methods an import brings in under a name. */
    private Optional<ModelClass> imported(String name, Frame frame) {
        for (var imported : frame.owner().unit().getImports()) {
            var full = imported.getNameAsString();
            int dot = full.lastIndexOf('.');
            boolean names = imported.isAsterisk() || full.substring(dot + 1).equals(name);
            if (!imported.isStatic() || !names) {
                continue;
            }
            var owner =
                    evaluator.sources().load(imported.isAsterisk() ? full : full.substring(0, dot));
            if (owner.isPresent()
                    && owner.get().methods(name).stream().anyMatch(MethodDeclaration::isStatic)) {
                return owner;
            }
        }
        return Optional.empty();
    }

    private Datum qualified(MethodCallExpr call, Expression scope, Frame frame, String resultName) {
        var name = call.getNameAsString();
        var at = frame.at(call);
        if (scope instanceof SuperExpr) {
            throw Problem.at(at, "super", "unsupported: inheritance")
                    .expected("a method of this class or of a layer", call.toString());
        }
        var type = names.classOf(scope, frame);
        if (type.isPresent()) {
            return invoke(
                    type.get(), null, name, arguments(call.getArguments(), frame), at, resultName);
        }
        if (scope instanceof NameExpr simple
                && frame.scope().find(simple.getNameAsString()) == null) {
            var known = library(simple.getNameAsString(), call, frame, resultName);
            if (known != null) {
                return known;
            }
        }
        var receiver = evaluator.expressions().eval(scope, frame, null);
        var args = arguments(call.getArguments(), frame);
        return switch (receiver) {
            case Datum.Special _ -> Datum.Special.UNKNOWN;
            case Datum.Tensor _, Datum.Weight _ -> {
                args.values().addFirst(receiver);
                args.places().addFirst(frame.at(scope));
                yield Functions.callMethod(site(name, args, at, resultName));
            }
            case Datum.Instance instance -> {
                var result = resultName == null ? lastName(scope) : resultName;
                yield invoke(instance.type(), instance, name, args, at, result);
            }
            case Datum.Sequence list -> Sequences.call(list, name, args.values(), at);
            case Datum.Initial _ ->
                    throw Problem.at(
                                    at, name, "tensors can't be computed in a field or constructor")
                            .expected("an initializer alone", call.toString())
                            .hint("compute it in a method");
            default ->
                    throw Problem.at(at, name, "unknown method")
                            .expected(
                                    "a tensor, a layer or a list before the dot",
                                    receiver.describe());
        };
    }

    /** A result that nothing names is called after the layer that gives it. */
    private static String lastName(Expression scope) {
        return scope instanceof NameExpr simple ? simple.getNameAsString() : null;
    }

    /** Static calls of the model language and of Java; null when the scope is neither. */
    private Datum library(String scope, MethodCallExpr call, Frame frame, String resultName) {
        var name = call.getNameAsString();
        var at = frame.at(call);
        if (scope.equals("Math") || scope.equals("StrictMath")) {
            return MathCalls.call(name, arguments(call.getArguments(), frame).values(), at);
        }
        if (scope.equals("List") && name.equals("of")) {
            return new Datum.Sequence(arguments(call.getArguments(), frame).values());
        }
        if (!LANGUAGE.contains(scope)) {
            return null;
        }
        if (!Functions.isFunction(name)) {
            throw unknownFunction(name, frame, at);
        }
        return Functions.call(site(name, arguments(call.getArguments(), frame), at, resultName));
    }

    private CallSite site(String name, Arguments args, Location at, String resultName) {
        return new CallSite(
                name, args.values(), args.places(), at, resultName, evaluator.emitter());
    }

    private Datum invoke(
            ModelClass owner,
            Datum.Instance self,
            String name,
            Arguments args,
            Location at,
            String resultName) {
        var overloads = owner.methods(name);
        if (overloads.isEmpty()) {
            var known = owner.methods().stream().map(MethodDeclaration::getNameAsString).toList();
            throw Problem.at(at, name, "unknown method of " + owner.name())
                    .expected("one of " + known.stream().distinct().toList(), name + "(..)")
                    .hint(Nearest.hint(name, known));
        }
        var chosen = Methods.choose(name, overloads, args.values(), args.places(), at);
        var method = chosen.callable();
        if (!method.isStatic() && self == null) {
            throw Problem.at(at, name, "a method of an instance in a static context")
                    .expected("a static method, or a layer before the dot", name + "(..)");
        }
        var result = resultName == null ? name : resultName;
        return evaluator
                .methods()
                .invoke(owner, method.isStatic() ? null : self, method, chosen.args(), at, result);
    }

    /** {@code this(..)} in a constructor. */
    void delegate(ExplicitConstructorInvocationStmt call, Frame frame) {
        var args = arguments(call.getArguments(), frame);
        evaluator.instances().construct(frame.self(), args.values(), args.places(), frame.at(call));
    }

    Datum create(ObjectCreationExpr creation, Frame frame) {
        var name = creation.getType().getNameWithScope();
        var at = frame.at(creation);
        if (LISTS.contains(name)) {
            return new Datum.Sequence(List.of());
        }
        var args = arguments(creation.getArguments(), frame);
        var type =
                evaluator
                        .sources()
                        .resolve(name, frame.owner())
                        .orElseThrow(() -> unknownClass(name, frame, at));
        if (evaluator.emitter() != null) {
            throw Problem.at(at, "new " + type.name(), "a layer made in a method")
                    .expected(
                            "a field: final " + name + " layer = new " + name + "(..)",
                            creation.toString())
                    .hint("its parameters belong to the model, so a field has to hold it");
        }
        return evaluator.instances().create(type, args.values(), args.places(), at, at);
    }

    private Problem unknownClass(String name, Frame frame, Location at) {
        var head = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        return Problem.at(at, "new " + name, "unknown class")
                .expected(
                        "the source of one of "
                                + evaluator.sources().candidates(head, frame.owner()),
                        name)
                .hint("import it, such as import dev.forja.dsl.layer.Dense");
    }
}
