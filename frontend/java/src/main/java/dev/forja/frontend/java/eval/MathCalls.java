package dev.forja.frontend.java.eval;

import dev.forja.frontend.java.data.Conversion;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.diag.Location;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * The functions of {@link Math} on compile-time numbers, by StrictMath so that every machine gives
 * the same.
 */
final class MathCalls {
    private static final Map<String, DoubleUnaryOperator> UNARY =
            Map.ofEntries(
                    Map.entry("sqrt", StrictMath::sqrt),
                    Map.entry("cbrt", StrictMath::cbrt),
                    Map.entry("exp", StrictMath::exp),
                    Map.entry("log", StrictMath::log),
                    Map.entry("log10", StrictMath::log10),
                    Map.entry("sin", StrictMath::sin),
                    Map.entry("cos", StrictMath::cos),
                    Map.entry("tanh", StrictMath::tanh),
                    Map.entry("floor", StrictMath::floor),
                    Map.entry("ceil", StrictMath::ceil));

    private MathCalls() {}

    static Datum constant(String name, Location at) {
        return switch (name) {
            case "PI" -> new Datum.Numeral(Math.PI);
            case "E" -> new Datum.Numeral(Math.E);
            default -> throw unknown(name, at);
        };
    }

    static Datum call(String name, List<Datum> args, Location at) {
        if (args.stream().anyMatch(Datum::isUnknown)) {
            return Datum.Special.UNKNOWN;
        }
        for (var arg : args) {
            if (arg.isTensor()) {
                throw Problem.at(at, "Math." + name, "a tensor as an argument of Math")
                        .expected("compile-time numbers", arg.describe())
                        .hint("call " + name + "(x) of the model language");
            }
        }
        if (args.size() == 2 && (name.equals("max") || name.equals("min"))) {
            return choose(name.equals("max"), args.get(0), args.get(1), at);
        }
        if (args.size() == 2 && name.equals("pow")) {
            return new Datum.Numeral(
                    StrictMath.pow(real(name, args.get(0), at), real(name, args.get(1), at)));
        }
        if (args.size() == 1 && args.getFirst() instanceof Datum.Numeral(var number)) {
            if (name.equals("abs")) {
                return number.doubleValue() < 0
                        ? Arithmetic.unary(
                                com.github.javaparser.ast.expr.UnaryExpr.Operator.MINUS,
                                args.getFirst(),
                                at)
                        : args.getFirst();
            } else if (name.equals("round")) {
                return number instanceof Float single
                        ? new Datum.Numeral(Math.round(single))
                        : new Datum.Numeral(Math.round(number.doubleValue()));
            } else if (UNARY.containsKey(name)) {
                return new Datum.Numeral(UNARY.get(name).applyAsDouble(number.doubleValue()));
            }
        }
        throw unknown(name, at);
    }

    private static Datum choose(boolean greater, Datum a, Datum b, Location at) {
        if (a instanceof Datum.Numeral(var x) && b instanceof Datum.Numeral(var y)) {
            var type =
                    List.of("int", "long", "float", "double")
                            .get(Math.max(Conversion.rank(x), Conversion.rank(y)));
            boolean first = x.doubleValue() >= y.doubleValue() == greater;
            return new Datum.Numeral(Conversion.cast(type, first ? x : y));
        }
        var left = Arithmetic.dim(a);
        var right = Arithmetic.dim(b);
        if (left == null || right == null) {
            throw unknown(greater ? "max" : "min", at);
        }
        return Datum.of(greater ? left.max(right) : left.min(right));
    }

    private static double real(String name, Datum datum, Location at) {
        if (datum instanceof Datum.Numeral(var number)) {
            return number.doubleValue();
        }
        throw unknown(name, at);
    }

    private static Problem unknown(String name, Location at) {
        return Problem.at(at, "Math." + name, "not a function of compile-time numbers")
                .expected(
                        "PI, E, abs, min, max, pow, round and "
                                + UNARY.keySet().stream().sorted().toList(),
                        name);
    }
}
