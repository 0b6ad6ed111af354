package dev.forja.ir.content;

import dev.forja.ir.data.Element;
import dev.forja.ir.scalar.ScalarEvaluator;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.List;
import java.util.Optional;

/**
 * Scalar functions of known elements. Numbers are computed as machine code does; of symbolic whole
 * numbers what {@link Dim} can express. Null stands for an unknown element, as an operand and as a
 * result.
 */
final class ElementMath {
    private static final ScalarEvaluator.Leaves NONE = new ScalarEvaluator.Leaves() {};

    private ElementMath() {}

    static Element call(ScalarFn fn, List<Element> args, DType operandType, DType resultType) {
        if (fn == ScalarFn.WHERE) {
            return choose(args);
        }
        if (args.contains(null)) {
            return logical(fn, args, operandType);
        }
        if (args.stream().allMatch(Element::isNumber)) {
            return numeric(fn, args, operandType, resultType);
        }
        var dims = args.stream().map(ElementMath::whole).toList();
        return dims.contains(null) ? null : symbolic(fn, dims, operandType);
    }

    /** One known operand may decide a conjunction or a disjunction. */
    private static Element logical(ScalarFn fn, List<Element> args, DType type) {
        if (type != DType.BOOL || (fn != ScalarFn.AND && fn != ScalarFn.OR)) {
            return null;
        }
        var deciding = new Element.Whole(Dim.of(fn == ScalarFn.AND ? 0 : 1));
        return args.contains(deciding) ? deciding : null;
    }

    private static Element choose(List<Element> args) {
        var condition = args.getFirst();
        if (condition == null || !condition.isNumber()) {
            return args.get(1) != null && args.get(1).equals(args.get(2)) ? args.get(1) : null;
        }
        return condition.number(DType.BOOL).longValue() != 0 ? args.get(1) : args.get(2);
    }

    private static Element numeric(
            ScalarFn fn, List<Element> args, DType operandType, DType resultType) {
        var constants =
                args.stream()
                        .map(arg ->
                                (ScalarExpr)
                                        new ScalarExpr.Const(operandType, arg.number(operandType)))
                        .toList();
        var call = new ScalarExpr.Call(fn, constants, resultType);
        return Element.of(
                resultType, ScalarEvaluator.evaluate(call, ScalarEvaluator.Mode.MACHINE, NONE));
    }

    private static Dim whole(Element element) {
        return switch (element) {
            case Element.Whole(var value) -> value;
            case Element.Real(var value) ->
                    value == Math.rint(value) && Math.abs(value) < 0x1p53
                            ? Dim.of((long) value)
                            : null;
        };
    }

    private static Element symbolic(ScalarFn fn, List<Dim> args, DType type) {
        var a = args.get(0);
        var b = args.size() > 1 ? args.get(1) : Dim.ZERO;
        try {
            var value =
                    switch (fn) {
                        case ADD -> Optional.of(a.plus(b));
                        case SUB -> Optional.of(a.minus(b));
                        case MUL -> Optional.of(a.times(b));
                        case NEG -> Optional.of(a.times(-1));
                        case FMA -> Optional.of(a.times(b).plus(args.get(2)));
                        case MIN -> Optional.of(a.min(b));
                        case MAX -> Optional.of(a.max(b));
                        case DIV -> quotient(a, b, type);
                        case REM -> remainder(a, b);
                        case ABS -> a.isNeverNegative() ? Optional.of(a) : Optional.<Dim>empty();
                        case FLOOR, CEIL, ROUND -> Optional.of(a);
                        case EQ, NE, LT, LE, GT, GE -> compare(fn, a, b);
                        default -> Optional.<Dim>empty();
                    };
            return value.map(Element.Whole::new).orElse(null);
        } catch (ArithmeticException _) {
            return null; // beyond the 64 bits of a coefficient
        }
    }

    private static Optional<Dim> quotient(Dim a, Dim b, DType type) {
        var exact = a.divideExact(b);
        if (exact.isPresent() || type.isFloat()) {
            return exact;
        }
        // Truncation and the floor agree when neither is negative.
        return a.isNeverNegative() && isPositive(b) ? Optional.of(a.floorDiv(b)) : Optional.empty();
    }

    private static Optional<Dim> remainder(Dim a, Dim b) {
        return a.isNeverNegative() && isPositive(b) ? Optional.of(a.mod(b)) : Optional.empty();
    }

    private static boolean isPositive(Dim dim) {
        var bound = dim.lowerBound();
        return bound.isPresent() && bound.getAsLong() > 0;
    }

    private static Optional<Dim> compare(ScalarFn fn, Dim a, Dim b) {
        var low = a.minus(b).lowerBound();
        var high = b.minus(a).lowerBound(); // of the difference with its sign changed
        boolean isAbove = low.isPresent() && low.getAsLong() > 0;
        boolean isBelow = high.isPresent() && high.getAsLong() > 0;
        boolean isNotBelow = low.isPresent() && low.getAsLong() >= 0;
        boolean isNotAbove = high.isPresent() && high.getAsLong() >= 0;
        boolean isSame = a.equals(b);
        return switch (fn) {
            case EQ -> decide(isSame, isAbove || isBelow);
            case NE -> decide(isAbove || isBelow, isSame);
            case LT -> decide(isBelow, isNotBelow);
            case LE -> decide(isNotAbove, isAbove);
            case GT -> decide(isAbove, isNotAbove);
            case GE -> decide(isNotBelow, isBelow);
            default -> throw new IllegalArgumentException(fn.text());
        };
    }

    private static Optional<Dim> decide(boolean holds, boolean fails) {
        return holds ? Optional.of(Dim.ONE) : fails ? Optional.of(Dim.ZERO) : Optional.empty();
    }

    static Element convert(Element element, DType from, DType to) {
        if (element == null) {
            return null;
        }
        if (element.isNumber()) {
            var constant = new ScalarExpr.Const(from, element.number(from));
            return Element.of(
                    to,
                    ScalarEvaluator.evaluate(
                            new ScalarExpr.Convert(constant, to),
                            ScalarEvaluator.Mode.MACHINE,
                            NONE));
        }
        if (to == DType.BOOL) {
            var value = ((Element.Whole) element).value();
            return compare(ScalarFn.NE, value, Dim.ZERO).map(Element.Whole::new).orElse(null);
        }
        return element;
    }
}
