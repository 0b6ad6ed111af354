package dev.forja.ir.content;

import dev.forja.ir.data.Element;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Dim;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;

/** The value of a scalar expression at one point, as far as it is known; null when it is not. */
final class ElementExpr {
    /** What leaves of an expression stand for. */
    interface Leaves {
        default Element arg(int index) {
            throw new IllegalStateException("no arguments here");
        }

        default long index(int axis) {
            throw new IllegalStateException("no axes here");
        }

        default Element load(Access access) {
            throw new IllegalStateException("no operands here");
        }

        default Element acc() {
            throw new IllegalStateException("no reduced value here");
        }
    }

    private final Leaves leaves;
    private final Map<ScalarExpr, Element> known = new IdentityHashMap<>();

    ElementExpr(Leaves leaves) {
        this.leaves = leaves;
    }

    Element value(ScalarExpr expr) {
        if (known.containsKey(expr)) {
            return known.get(expr);
        }
        var value = compute(expr);
        known.put(expr, value);
        return value;
    }

    private Element compute(ScalarExpr expr) {
        return switch (expr) {
            case ScalarExpr.Const(var type, var value) -> Element.of(type, value);
            case ScalarExpr.DimValue(var dim, var type) ->
                    dim.isConstant() ? Element.of(type, dim.constant()) : new Element.Whole(dim);
            case ScalarExpr.Arg(var index, _) -> leaves.arg(index);
            case ScalarExpr.Index(var axis, var type) ->
                    type.isFloat()
                            ? new Element.Real(leaves.index(axis))
                            : new Element.Whole(Dim.of(leaves.index(axis)));
            case ScalarExpr.Load(var access, _) -> leaves.load(access);
            case ScalarExpr.Acc _ -> leaves.acc();
            case ScalarExpr.Convert(var operand, var type) ->
                    ElementMath.convert(value(operand), operand.type(), type);
            case ScalarExpr.Bitcast _ -> null;
            case ScalarExpr.Call(var fn, var args, var type) -> {
                var values = new ArrayList<Element>(args.size());
                args.forEach(arg -> values.add(value(arg)));
                yield ElementMath.call(fn, values, args.getLast().type(), type);
            }
        };
    }
}
