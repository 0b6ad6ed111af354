package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.type.ArrayType;
import com.github.javaparser.ast.type.Type;
import dev.forja.frontend.java.data.Conversion;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.frontend.java.source.ModelClass;
import dev.forja.ir.diag.Location;
import dev.forja.ir.type.Dim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Chooses among overloads and evaluates the bodies of methods. */
final class Methods {
    private final Evaluator evaluator;

    Methods(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** A method or constructor with the arguments converted to its parameters. */
    record Chosen<T>(T callable, List<Datum> args, int cost) {}

    /** The overload that fits best. */
    static <T extends CallableDeclaration<?>> Chosen<T> choose(
            String name, List<T> overloads, List<Datum> args, List<Location> places, Location at) {
        Chosen<T> best = null;
        for (var overload : overloads) {
            var chosen = fit(overload, args);
            if (chosen != null && (best == null || chosen.cost() < best.cost())) {
                best = chosen;
            }
        }
        if (best != null) {
            return best;
        }
        var expected =
                overloads.stream()
                        .map(overload -> signature(name, overload))
                        .collect(Collectors.joining(" or "));
        var ofCount = overloads.stream().filter(o -> takes(o, args.size())).toList();
        if (ofCount.isEmpty()) {
            throw Problem.at(at, name, "wrong number of arguments")
                    .expected(expected, describe(args));
        }
        int wrong = ofCount.size() == 1 ? firstMisfit(ofCount.getFirst(), args) : -1;
        var place = wrong >= 0 && wrong < places.size() ? places.get(wrong) : at;
        throw Problem.at(place, name, "argument of the wrong type")
                .expected(expected, describe(args));
    }

    private static String describe(List<Datum> args) {
        return args.isEmpty()
                ? "no argument"
                : args.stream().map(Datum::describe).collect(Collectors.joining(", "));
    }

    private static String signature(String name, CallableDeclaration<?> callable) {
        return name
                + callable.getParameters().stream()
                        .map(p ->
                                p.getTypeAsString()
                                        + (p.isVarArgs() ? "... " : " ")
                                        + p.getNameAsString())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static boolean isVariadic(CallableDeclaration<?> callable) {
        return callable.getParameters().getLast().map(Parameter::isVarArgs).orElse(false);
    }

    private static boolean takes(CallableDeclaration<?> callable, int count) {
        int declared = callable.getParameters().size();
        return isVariadic(callable) ? count >= declared - 1 : count == declared;
    }

    private static int firstMisfit(CallableDeclaration<?> callable, List<Datum> args) {
        for (int i = 0; i < args.size() && i < callable.getParameters().size(); i++) {
            if (Conversion.convert(callable.getParameter(i).getType(), args.get(i)).isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private static <T extends CallableDeclaration<?>> Chosen<T> fit(T callable, List<Datum> args) {
        if (!takes(callable, args.size())) {
            return null;
        }
        int plain = callable.getParameters().size() - (isVariadic(callable) ? 1 : 0);
        var converted = new ArrayList<Datum>();
        int cost = 0;
        for (int i = 0; i < plain; i++) {
            var fit = Conversion.convert(callable.getParameter(i).getType(), args.get(i));
            if (fit.isEmpty()) {
                return null;
            }
            converted.add(fit.get().datum());
            cost += fit.get().cost();
        }
        if (!isVariadic(callable)) {
            return new Chosen<>(callable, converted, cost);
        }
        var type = callable.getParameter(plain).getType();
        boolean isArray = args.size() == plain + 1 && args.getLast() instanceof Datum.Sequence;
        var rest =
                isArray
                        ? ((Datum.Sequence) args.getLast()).items()
                        : args.subList(plain, args.size());
        var items = new ArrayList<Datum>();
        for (var item : rest) {
            var fit = Conversion.convert(type, item);
            if (fit.isEmpty()) {
                return null;
            }
            items.add(fit.get().datum());
        }
        converted.add(new Datum.Sequence(items));
        int variadicPenalty = 1_000;
        return new Chosen<>(callable, converted, cost + variadicPenalty);
    }

    /**
     * Evaluates a method.
     *
     * @param self the receiver; null for a static method
     * @param args converted to the parameters
     * @param calledAt null when the frontend calls it
     * @param resultName what the returned value of the IR is to be called
     */
    Datum invoke(
            ModelClass owner,
            Datum.Instance self,
            MethodDeclaration method,
            List<Datum> args,
            Location calledAt,
            String resultName) {
        var title = owner.name() + "." + method.getNameAsString();
        var body =
                method.getBody()
                        .orElseThrow(() ->
                                Problem.at(owner.at(method), title, "a method without a body")
                                        .expected(
                                                "a body in braces",
                                                method.getDeclarationAsString()));
        if (calledAt != null) {
            checkShapes(owner, method, args, calledAt);
        }
        evaluator.enter(new Activation(method, self, title, calledAt));
        int errors = evaluator.reporter().count();
        try {
            evaluator.visit(method);
            var frame = Frame.ofMethod(owner, self, method.getType(), resultName);
            bind(method, args, frame);
            var completion = evaluator.statements().run(body, frame);
            if (completion != Completion.RETURN && !method.getType().isVoidType()) {
                if (evaluator.reporter().count() > errors) {
                    return Datum.Special.UNKNOWN;
                }
                throw Problem.at(owner.at(method), title, "missing return")
                        .expected(
                                "a return of " + method.getTypeAsString(), "the end of the method");
            }
            return frame.result();
        } catch (Problem problem) {
            evaluator.report(problem);
            return Datum.Special.UNKNOWN;
        } finally {
            evaluator.leave();
        }
    }

    private void checkShapes(
            ModelClass owner, MethodDeclaration method, List<Datum> args, Location calledAt) {
        var symbols = new HashMap<String, Dim>();
        var name = method.getNameAsString();
        for (int i = 0; i < args.size(); i++) {
            var parameter = method.getParameter(i);
            evaluator.shapes().check(name, parameter, owner, args.get(i), symbols, calledAt);
        }
    }

    private static void bind(MethodDeclaration method, List<Datum> args, Frame frame) {
        for (int i = 0; i < args.size(); i++) {
            var parameter = method.getParameter(i);
            if (frame.scope().find(parameter.getNameAsString()) != null) {
                throw Problem.at(
                                frame.at(parameter),
                                method.getNameAsString(),
                                "two arguments of one name")
                        .expected("another name", parameter.getNameAsString());
            }
            frame.scope().declare(parameter.getNameAsString(), type(parameter), args.get(i));
        }
    }

    private static Type type(Parameter parameter) {
        return parameter.isVarArgs()
                ? new ArrayType(parameter.getType().clone())
                : parameter.getType();
    }
}
