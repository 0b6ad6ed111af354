package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.expr.BinaryExpr;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.diag.Location;
import dev.forja.ir.type.Dim;

/** Arithmetic and comparison of sizes that depend on symbols. */
final class Sizes {
    private Sizes() {}

    static Datum binary(BinaryExpr.Operator operator, Dim a, Dim b, Location at) {
        if (Numbers.isComparison(operator)) {
            var difference = a.minus(b);
            if (difference.isConstant()) {
                return new Datum.Truth(
                        Numbers.compares(operator, Long.signum(difference.constant())));
            }
            throw Problem.at(at, operator.asString(), "a condition on a symbolic size")
                    .expected("sizes that are known when the model is compiled", a + " and " + b)
                    .hint("bind the symbol at build time, or give the size as a constant");
        }
        return Datum.of(
                switch (operator) {
                    case PLUS -> a.plus(b);
                    case MINUS -> a.minus(b);
                    case MULTIPLY -> a.times(b);
                    case DIVIDE -> divide(a, b, at);
                    case REMAINDER -> a.mod(divisor(b, operator, at));
                    default ->
                            throw Problem.at(
                                            at,
                                            operator.asString(),
                                            "operator doesn't apply to a symbolic size")
                                    .expected("+, -, *, / or %", a + " and " + b);
                });
    }

    private static Dim divide(Dim a, Dim b, Location at) {
        return a.floorDiv(divisor(b, BinaryExpr.Operator.DIVIDE, at));
    }

    private static Dim divisor(Dim b, BinaryExpr.Operator operator, Location at) {
        if (b.isConstant(0)) {
            throw Problem.at(at, operator.asString(), "division by zero")
                    .expected("a divisor other than 0", "0");
        }
        return b;
    }
}
