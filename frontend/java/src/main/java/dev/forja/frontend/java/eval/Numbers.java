package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.expr.BinaryExpr;
import dev.forja.frontend.java.data.Conversion;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.diag.Location;

/** Java's arithmetic on numbers, but for overflow and division by zero, which are errors here. */
final class Numbers {
    private Numbers() {}

    static Datum binary(BinaryExpr.Operator operator, Number a, Number b, Location at) {
        if (isShift(operator) && isWhole(a) && isWhole(b)) {
            return shift(operator, a, b.intValue());
        }
        try {
            return switch (Math.max(Conversion.rank(a), Conversion.rank(b))) {
                case 0 -> whole(operator, a.intValue(), b.intValue(), true);
                case 1 -> whole(operator, a.longValue(), b.longValue(), false);
                case 2 -> real(operator, a.floatValue(), b.floatValue());
                default -> real(operator, a.doubleValue(), b.doubleValue());
            };
        } catch (ArithmeticException e) {
            boolean isDivision = e.getMessage().contains("zero");
            throw Problem.at(
                            at,
                            operator.asString(),
                            isDivision ? "division by zero" : "integer overflow in a constant")
                    .expected(
                            isDivision
                                    ? "a divisor other than 0"
                                    : "a result in the range of the type",
                            a + " " + operator.asString() + " " + b)
                    .hint(isDivision ? "" : "write one operand as a long, such as 1L");
        } catch (IllegalArgumentException _) {
            throw Problem.at(at, operator.asString(), "operator doesn't apply")
                    .expected("compile-time operands of fitting types", a + " and " + b);
        }
    }

    private static boolean isWhole(Number number) {
        return Conversion.rank(number) < 2;
    }

    private static boolean isShift(BinaryExpr.Operator operator) {
        return switch (operator) {
            case LEFT_SHIFT, SIGNED_RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT -> true;
            default -> false;
        };
    }

    private static Datum shift(BinaryExpr.Operator operator, Number a, int distance) {
        if (a instanceof Integer value) {
            return new Datum.Numeral(
                    switch (operator) {
                        case LEFT_SHIFT -> value << distance;
                        case SIGNED_RIGHT_SHIFT -> value >> distance;
                        default -> value >>> distance;
                    });
        }
        long value = a.longValue();
        return new Datum.Numeral(
                switch (operator) {
                    case LEFT_SHIFT -> value << distance;
                    case SIGNED_RIGHT_SHIFT -> value >> distance;
                    default -> value >>> distance;
                });
    }

    private static Datum whole(BinaryExpr.Operator operator, long a, long b, boolean isInt) {
        if (isComparison(operator)) {
            return new Datum.Truth(compares(operator, Long.compare(a, b)));
        }
        long result =
                switch (operator) {
                    case PLUS -> Math.addExact(a, b);
                    case MINUS -> Math.subtractExact(a, b);
                    case MULTIPLY -> Math.multiplyExact(a, b);
                    case DIVIDE -> Math.divideExact(a, b);
                    case REMAINDER -> a % b;
                    case BINARY_AND -> a & b;
                    case BINARY_OR -> a | b;
                    case XOR -> a ^ b;
                    default -> throw new IllegalArgumentException(operator.asString());
                };
        return isInt ? new Datum.Numeral(Math.toIntExact(result)) : new Datum.Numeral(result);
    }

    private static Datum real(BinaryExpr.Operator operator, float a, float b) {
        if (isComparison(operator)) {
            return new Datum.Truth(compares(operator, a, b));
        }
        return new Datum.Numeral(
                switch (operator) {
                    case PLUS -> a + b;
                    case MINUS -> a - b;
                    case MULTIPLY -> a * b;
                    case DIVIDE -> a / b;
                    case REMAINDER -> a % b;
                    default -> throw new IllegalArgumentException(operator.asString());
                });
    }

    private static Datum real(BinaryExpr.Operator operator, double a, double b) {
        if (isComparison(operator)) {
            return new Datum.Truth(compares(operator, a, b));
        }
        return new Datum.Numeral(
                switch (operator) {
                    case PLUS -> a + b;
                    case MINUS -> a - b;
                    case MULTIPLY -> a * b;
                    case DIVIDE -> a / b;
                    case REMAINDER -> a % b;
                    default -> throw new IllegalArgumentException(operator.asString());
                });
    }

    static boolean isComparison(BinaryExpr.Operator operator) {
        return switch (operator) {
            case EQUALS, NOT_EQUALS, LESS, LESS_EQUALS, GREATER, GREATER_EQUALS -> true;
            default -> false;
        };
    }

    /** Whether a comparison holds, given the order of the operands. */
    static boolean compares(BinaryExpr.Operator operator, int order) {
        return switch (operator) {
            case EQUALS -> order == 0;
            case NOT_EQUALS -> order != 0;
            case LESS -> order < 0;
            case LESS_EQUALS -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean compares(BinaryExpr.Operator operator, double a, double b) {
        return switch (operator) {
            case EQUALS -> a == b;
            case NOT_EQUALS -> a != b;
            case LESS -> a < b;
            case LESS_EQUALS -> a <= b;
            case GREATER -> a > b;
            default -> a >= b;
        };
    }
}
