package dev.forja.frontend.java.eval;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.forja.frontend.java.data.Conversion;
import dev.forja.frontend.java.data.Datum;
import dev.forja.frontend.java.report.Problem;
import dev.forja.ir.diag.Location;
import dev.forja.ir.type.Dim;
import java.util.Map;

/** Java's operators on compile-time values. */
final class Arithmetic {
    private static final Map<BinaryExpr.Operator, String> TENSOR_METHODS =
            Map.ofEntries(
                    Map.entry(BinaryExpr.Operator.PLUS, "plus"),
                    Map.entry(BinaryExpr.Operator.MINUS, "minus"),
                    Map.entry(BinaryExpr.Operator.MULTIPLY, "times"),
                    Map.entry(BinaryExpr.Operator.DIVIDE, "dividedBy"),
                    Map.entry(BinaryExpr.Operator.REMAINDER, "remainder"),
                    Map.entry(BinaryExpr.Operator.LESS, "lessThan"),
                    Map.entry(BinaryExpr.Operator.LESS_EQUALS, "lessOrEqual"),
                    Map.entry(BinaryExpr.Operator.GREATER, "greaterThan"),
                    Map.entry(BinaryExpr.Operator.GREATER_EQUALS, "greaterOrEqual"),
                    Map.entry(BinaryExpr.Operator.EQUALS, "equalTo"),
                    Map.entry(BinaryExpr.Operator.NOT_EQUALS, "notEqualTo"),
                    Map.entry(BinaryExpr.Operator.AND, "and"),
                    Map.entry(BinaryExpr.Operator.OR, "or"),
                    Map.entry(BinaryExpr.Operator.BINARY_AND, "bitAnd"),
                    Map.entry(BinaryExpr.Operator.BINARY_OR, "bitOr"),
                    Map.entry(BinaryExpr.Operator.XOR, "bitXor"),
                    Map.entry(BinaryExpr.Operator.LEFT_SHIFT, "shiftLeft"),
                    Map.entry(BinaryExpr.Operator.SIGNED_RIGHT_SHIFT, "shiftRight"),
                    Map.entry(BinaryExpr.Operator.UNSIGNED_RIGHT_SHIFT, "unsignedShiftRight"));

    private Arithmetic() {}

    static Datum unary(UnaryExpr.Operator operator, Datum operand, Location at) {
        if (operand.isUnknown()) {
            return operand;
        }
        return switch (operand) {
            case Datum.Truth(var value) when operator == UnaryExpr.Operator.LOGICAL_COMPLEMENT ->
                    new Datum.Truth(!value);
            case Datum.Numeral _ when operator == UnaryExpr.Operator.PLUS -> operand;
            case Datum.Numeral number when operator == UnaryExpr.Operator.MINUS ->
                    binary(BinaryExpr.Operator.MINUS, new Datum.Numeral(0), number, at);
            case Datum.Numeral(Integer value) when isComplement(operator) ->
                    new Datum.Numeral(~value);
            case Datum.Numeral(Long value) when isComplement(operator) -> new Datum.Numeral(~value);
            case Datum.Size _ when operator == UnaryExpr.Operator.PLUS -> operand;
            case Datum.Size(var dim) when operator == UnaryExpr.Operator.MINUS ->
                    Datum.of(dim.times(-1));
            case Datum.Tensor _, Datum.Weight _ -> throw onTensor(operator, operand, at);
            default -> throw mismatch(operator.asString(), operand.describe(), at);
        };
    }

    private static boolean isComplement(UnaryExpr.Operator operator) {
        return operator == UnaryExpr.Operator.BITWISE_COMPLEMENT;
    }

    private static Problem onTensor(UnaryExpr.Operator operator, Datum operand, Location at) {
        var method = operator == UnaryExpr.Operator.MINUS ? "negate()" : "not()";
        return Problem.at(at, operator.asString(), "Java's operators don't apply to tensors")
                .expected("numbers", operand.describe())
                .hint("use x." + method);
    }

    static Datum binary(BinaryExpr.Operator operator, Datum left, Datum right, Location at) {
        if (left.isUnknown() || right.isUnknown()) {
            return Datum.Special.UNKNOWN;
        }
        if (left.isTensor() || right.isTensor()) {
            throw Problem.at(at, operator.asString(), "Java's operators don't apply to tensors")
                    .expected("numbers", left.describe() + " and " + right.describe())
                    .hint("use x." + TENSOR_METHODS.get(operator) + "(y)");
        }
        boolean isConcatenation = left instanceof Datum.Text || right instanceof Datum.Text;
        if (isConcatenation && operator == BinaryExpr.Operator.PLUS) {
            return new Datum.Text(text(left) + text(right));
        }
        if (left instanceof Datum.Text(var a) && right instanceof Datum.Text(var b)) {
            if (operator == BinaryExpr.Operator.EQUALS) {
                return new Datum.Truth(a.equals(b));
            } else if (operator == BinaryExpr.Operator.NOT_EQUALS) {
                return new Datum.Truth(!a.equals(b));
            }
        }
        if (left instanceof Datum.Truth(var a) && right instanceof Datum.Truth(var b)) {
            return logical(operator, a, b, at);
        }
        if (left instanceof Datum.Numeral(var a) && right instanceof Datum.Numeral(var b)) {
            return Numbers.binary(operator, a, b, at);
        }
        var first = dim(left);
        var second = dim(right);
        if (first != null && second != null) {
            return Sizes.binary(operator, first, second, at);
        }
        throw mismatch(operator.asString(), left.describe() + " and " + right.describe(), at);
    }

    private static Datum logical(BinaryExpr.Operator operator, boolean a, boolean b, Location at) {
        return new Datum.Truth(
                switch (operator) {
                    case AND, BINARY_AND -> a && b;
                    case OR, BINARY_OR -> a || b;
                    case XOR, NOT_EQUALS -> a != b;
                    case EQUALS -> a == b;
                    default ->
                            throw mismatch(
                                    operator.asString(), "boolean " + a + " and boolean " + b, at);
                });
    }

    /** A whole number as a dimension; null for anything else. */
    static Dim dim(Datum datum) {
        return switch (datum) {
            case Datum.Size(var dim) -> dim;
            case Datum.Numeral number when number.isWhole() -> Dim.of(number.value().longValue());
            default -> null;
        };
    }

    /** What Java's string concatenation makes of it. */
    static String text(Datum datum) {
        return switch (datum) {
            case Datum.Text(var value) -> value;
            case Datum.Numeral(var value) -> value.toString();
            case Datum.Truth(var value) -> Boolean.toString(value);
            case Datum.Size(var dim) -> dim.toString();
            default -> datum.describe();
        };
    }

    /** A number cast to a primitive type; sizes stay symbolic. */
    static Datum cast(String type, Datum datum, Location at) {
        return switch (datum) {
            case Datum.Numeral(var number) when !type.equals("boolean") ->
                    new Datum.Numeral(Conversion.cast(type, number));
            case Datum.Size _ when type.equals("int") || type.equals("long") -> datum;
            case Datum.Truth _ when type.equals("boolean") -> datum;
            case Datum.Special _ -> datum;
            case Datum.Tensor _, Datum.Weight _ ->
                    throw mismatch("(" + type + ")", datum.describe(), at)
                            .hint(
                                    "use cast(x, "
                                            + tensorClass(type)
                                            + ".class) to convert the elements");
            case Datum.Size _ ->
                    throw mismatch("(" + type + ")", datum.describe(), at)
                            .hint("pass the size itself to times() or dividedBy()");
            default -> throw mismatch("(" + type + ")", datum.describe(), at);
        };
    }

    private static String tensorClass(String primitive) {
        return switch (primitive) {
            case "int" -> "IntTensor";
            case "long" -> "LongTensor";
            case "boolean" -> "BoolTensor";
            default -> "Tensor";
        };
    }

    private static Problem mismatch(String operator, String found, Location at) {
        return Problem.at(at, operator, "operator doesn't apply")
                .expected("compile-time operands of fitting types", found);
    }
}
