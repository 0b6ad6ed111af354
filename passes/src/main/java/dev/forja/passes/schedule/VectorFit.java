package dev.forja.passes.schedule;

import dev.forja.ir.kernel.Guard;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Which axes of a kernel may go into the lanes. */
final class VectorFit {
    private final Kernel kernel;
    private final AxisUse uses;
    private final DType width;

    VectorFit(Kernel kernel) {
        this.kernel = kernel;
        this.uses = new AxisUse(kernel.parallelAxes());
        this.width = width(kernel);
    }

    /**
     * The element type whose width the vectors have: that of the result, or of the first load for a
     * mask.
     */
    DType width() {
        return width;
    }

    private static DType width(Kernel kernel) {
        if (kernel.result().dtype() != DType.BOOL) {
            return kernel.result().dtype();
        }
        return AxisUse.loads(kernel).stream()
                .map(ScalarExpr.Load::type)
                .filter(type -> type != DType.BOOL)
                .findFirst()
                .orElse(DType.F32);
    }

    /** Does the expression depend on an axis? */
    boolean uses(ScalarExpr expr, int axis) {
        return uses.of(expr).get(axis);
    }

    LinearAccess linear(ScalarExpr.Load load) {
        return LinearAccess.of(
                load.access(), kernel.operands().get(load.access().operand()).type().shape());
    }

    /**
     * May a parallel axis go into the lanes?
     *
     * @param packed loads that panels bring into unit stride along the axis
     */
    boolean output(int axis, Collection<ScalarExpr.Load> packed) {
        var store = LinearAccess.of(kernel.store(), kernel.result().shape(), List.of(), null);
        return store.stride(axis).equals(Dim.ONE)
                && computedWithout(store, axis)
                && fits(axis, kernel.body(), packed)
                && fits(axis, kernel.epilogue(), packed);
    }

    /** May the reduction axis, whose positions are dealt onto the lanes, go there? */
    boolean reduction(int axis) {
        return fits(axis, kernel.body(), List.of());
    }

    private boolean fits(int axis, ScalarExpr expr, Collection<ScalarExpr.Load> packed) {
        return fits(axis, expr, packed, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /**
     * @param seen what was asked for already, so that shared subexpressions count once: unfolded,
     *     an expression can be exponentially larger
     */
    private boolean fits(
            int axis, ScalarExpr expr, Collection<ScalarExpr.Load> packed, Set<ScalarExpr> seen) {
        if (!uses(expr, axis) || !seen.add(expr)) {
            return true;
        }
        if (expr.type() != DType.BOOL && expr.type().bytes() != width.bytes()) {
            return false;
        }
        return switch (expr) {
            case ScalarExpr.Load load -> packed.contains(load) || unitStride(load, axis);
            case ScalarExpr.Call(var fn, var args, var type) ->
                    hasVectorForm(fn, type)
                            && args.stream().allMatch(arg -> fits(axis, arg, packed, seen));
            case ScalarExpr.Convert(var operand, _) -> fits(axis, operand, packed, seen);
            case ScalarExpr.Bitcast(var operand, _) -> fits(axis, operand, packed, seen);
            default -> true;
        };
    }

    private static boolean hasVectorForm(ScalarFn fn, DType type) {
        return switch (fn) {
            case DIV -> type.isFloat();
            case REM,
                    EXP,
                    EXPM1,
                    LOG,
                    LOG1P,
                    TANH,
                    SIGMOID,
                    ERF,
                    SIN,
                    COS,
                    POW,
                    FLOOR,
                    CEIL,
                    ROUND,
                    SIGN ->
                    false;
            default -> true;
        };
    }

    boolean unitStride(ScalarExpr.Load load, int axis) {
        var access = linear(load);
        var stride = access.stride(axis);
        if (!stride.equals(Dim.ONE) && !stride.equals(Dim.ZERO)) {
            return false;
        }
        if (access.otherwise() != null && uses(access.otherwise(), axis)) {
            return false;
        }
        return computedWithout(access, axis)
                && access.guards().stream().allMatch(guard -> unitGuard(guard, axis))
                && !(stride.equals(Dim.ZERO)
                        && access.guards().stream().anyMatch(guard -> touches(guard, axis)));
    }

    private boolean computedWithout(LinearAccess access, int axis) {
        return access.computed().stream().noneMatch(part -> uses(part.position(), axis));
    }

    private boolean unitGuard(Guard guard, int axis) {
        return switch (guard.index()) {
            case IndexExpr.Direct(var affine) ->
                    affine.factor(axis).equals(Dim.ZERO) || affine.factor(axis).equals(Dim.ONE);
            case IndexExpr.Indirect(var position) -> !uses(position, axis);
        };
    }

    private static boolean touches(Guard guard, int axis) {
        return guard.index() instanceof IndexExpr.Direct(var affine)
                && !affine.factor(axis).equals(Dim.ZERO);
    }
}
