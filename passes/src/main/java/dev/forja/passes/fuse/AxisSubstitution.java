package dev.forja.passes.fuse;

import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Rewrites an expression over the axes of one kernel into one over the axes of another.
 *
 * @param positions what stands for each axis
 */
record AxisSubstitution(List<IndexExpr> positions) {

    /** Renumbers axes; one that is absent from the map is at position 0. */
    static AxisSubstitution renumber(int axes, Map<Integer, Integer> to) {
        var positions = new IndexExpr[axes];
        for (int axis = 0; axis < axes; axis++) {
            positions[axis] =
                    to.containsKey(axis)
                            ? IndexExpr.axis(to.get(axis))
                            : new IndexExpr.Direct(Affine.constant(0));
        }
        return new AxisSubstitution(List.of(positions));
    }

    /** The axis that stands for an axis, where the substitution only renumbers. */
    int axis(int axis) {
        var affine = ((IndexExpr.Direct) positions.get(axis)).affine();
        return affine.factors().firstKey();
    }

    /** Replaces the axes; loads are passed to {@code loads} after their accesses were rewritten. */
    ScalarExpr apply(ScalarExpr expr, UnaryOperator<ScalarExpr> loads) {
        return expr.rewrite(node ->
                switch (node) {
                    case ScalarExpr.Index(var axis, var type) -> number(positions.get(axis), type);
                    case ScalarExpr.Load(var access, var type) ->
                            loads.apply(new ScalarExpr.Load(apply(access), type));
                    default -> node;
                });
    }

    /** A whole index, with the loads and axes of the positions that it computes. */
    IndexExpr apply(IndexExpr index, UnaryOperator<ScalarExpr> loads) {
        return index instanceof IndexExpr.Indirect(var value)
                ? new IndexExpr.Indirect(apply(value, loads))
                : apply(index);
    }

    /** Rewrites the direct indices; the scalars inside were rewritten before. */
    Access apply(Access access) {
        return access.mapIndices(this::apply, UnaryOperator.identity());
    }

    IndexExpr apply(IndexExpr index) {
        if (!(index instanceof IndexExpr.Direct(var affine))) {
            return index;
        }
        boolean direct =
                affine.factors().keySet().stream()
                        .allMatch(axis -> positions.get(axis) instanceof IndexExpr.Direct);
        if (direct) {
            return new IndexExpr.Direct(
                    affine.substitute(axis -> ((IndexExpr.Direct) positions.get(axis)).affine()));
        }
        for (int axis : affine.factors().keySet()) {
            if (affine.isAxis(axis)) {
                return positions.get(axis);
            }
        }
        ScalarExpr sum = new ScalarExpr.DimValue(affine.constant(), DType.I32);
        for (var term : affine.factors().entrySet()) {
            sum =
                    ScalarExpr.call(
                            ScalarFn.ADD,
                            sum,
                            times(
                                    number(positions.get(term.getKey()), DType.I32),
                                    term.getValue()));
        }
        return new IndexExpr.Indirect(sum);
    }

    private static ScalarExpr number(IndexExpr index, DType type) {
        return switch (index) {
            case IndexExpr.Indirect(var value) ->
                    value.type() == type ? value : new ScalarExpr.Convert(value, type);
            case IndexExpr.Direct(var affine) -> affineNumber(affine, type);
        };
    }

    private static ScalarExpr affineNumber(Affine affine, DType type) {
        ScalarExpr sum = null;
        for (var term : affine.factors().entrySet()) {
            var product = times(new ScalarExpr.Index(term.getKey(), type), term.getValue());
            sum = sum == null ? product : ScalarExpr.call(ScalarFn.ADD, sum, product);
        }
        if (sum == null) {
            return dim(affine.constant(), type);
        }
        return affine.constant().equals(Dim.ZERO)
                ? sum
                : ScalarExpr.call(ScalarFn.ADD, sum, dim(affine.constant(), type));
    }

    private static ScalarExpr times(ScalarExpr value, Dim factor) {
        return factor.equals(Dim.ONE)
                ? value
                : ScalarExpr.call(ScalarFn.MUL, value, dim(factor, value.type()));
    }

    private static ScalarExpr dim(Dim dim, DType type) {
        return dim.isConstant()
                ? ScalarExpr.constant(type, dim.constant())
                : new ScalarExpr.DimValue(dim, type);
    }
}
