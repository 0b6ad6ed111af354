package dev.forja.passes.schedule;

import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.Axis;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Operand;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Merges neighbouring axes that every access walks as one, so that a map over [n, 10] becomes one
 * loop over n*10. Operands are flattened to rank 1. The order of combination stays.
 */
public final class CollapseAxes {
    private CollapseAxes() {}

    public static Kernel of(Kernel kernel) {
        if (AxisUse.loads(kernel).stream().anyMatch(load -> AxisUse.hasIndirect(load.access()))
                || kernel.store().stream().anyMatch(IndexExpr.Indirect.class::isInstance)) {
            return kernel;
        }
        var flat = flatten(kernel);
        for (int axis = flat.axes().size() - 2; axis >= 0; axis--) {
            if (mergeable(flat, axis)) {
                flat = merge(flat, axis);
            }
        }
        return flat;
    }

    private static Kernel flatten(Kernel kernel) {
        UnaryOperator<ScalarExpr> change =
                node -> {
                    if (!(node instanceof ScalarExpr.Load(var access, var type))) {
                        return node;
                    }
                    var shape = kernel.operands().get(access.operand()).type().shape();
                    var offset = LinearAccess.of(access, shape).offset();
                    return new ScalarExpr.Load(
                            new Access(
                                    access.operand(),
                                    List.of(new IndexExpr.Direct(offset)),
                                    access.guards(),
                                    access.otherwise()),
                            type);
                };
        var store =
                LinearAccess.of(kernel.store(), kernel.result().shape(), List.of(), null).offset();
        var operands =
                kernel.operands().stream()
                        .map(operand ->
                                new Operand(
                                        operand.name(),
                                        operand.type().withShape(flat(operand.type().shape()))))
                        .toList();
        return new Kernel(
                kernel.name(),
                kernel.axes(),
                operands,
                kernel.result().withShape(flat(kernel.result().shape())),
                List.of(new IndexExpr.Direct(store)),
                kernel.accumulates(),
                kernel.body().rewrite(change),
                kernel.combiner(),
                kernel.order(),
                kernel.epilogue().rewrite(change),
                kernel.location());
    }

    private static Shape flat(Shape shape) {
        return new Shape(List.of(shape.size()));
    }

    private static boolean mergeable(Kernel kernel, int axis) {
        var outer = kernel.axes().get(axis);
        var inner = kernel.axes().get(axis + 1);
        boolean treeDealt =
                kernel.order() == Order.TREE_32
                        && axis + 1 == kernel.axes().size() - 1
                        && inner.isReduction();
        if (outer.kind() != inner.kind()
                || treeDealt
                || usesAsNumber(kernel, axis)
                || usesAsNumber(kernel, axis + 1)) {
            return false;
        }
        for (var load : AxisUse.loads(kernel)) {
            if (!walksAsOne(direct(load.access().index().getFirst()), axis, inner.extent())) {
                return false;
            }
            for (var guard : load.access().guards()) {
                var index = direct(guard.index());
                if (!index.factor(axis).equals(Dim.ZERO)
                        || !index.factor(axis + 1).equals(Dim.ZERO)) {
                    return false;
                }
            }
        }
        return outer.isReduction()
                || walksAsOne(direct(kernel.store().getFirst()), axis, inner.extent());
    }

    private static boolean walksAsOne(Affine offset, int axis, Dim innerExtent) {
        return offset.factor(axis).equals(offset.factor(axis + 1).times(innerExtent));
    }

    private static boolean usesAsNumber(Kernel kernel, int axis) {
        var used = new boolean[1];
        UnaryOperator<ScalarExpr> look =
                node -> {
                    used[0] |= node instanceof ScalarExpr.Index(var number, _) && number == axis;
                    return node;
                };
        kernel.body().rewrite(look);
        kernel.epilogue().rewrite(look);
        boolean isArg =
                kernel.combiner() == Combiner.ARGMAX || kernel.combiner() == Combiner.ARGMIN;
        return used[0] || (isArg && kernel.axes().get(axis).isReduction());
    }

    private static Affine direct(IndexExpr index) {
        return ((IndexExpr.Direct) index).affine();
    }

    private static Kernel merge(Kernel kernel, int axis) {
        var outer = kernel.axes().get(axis);
        var inner = kernel.axes().get(axis + 1);
        var axes = new ArrayList<>(kernel.axes());
        axes.remove(axis);
        axes.set(
                axis,
                new Axis(
                        outer.name() + inner.name(),
                        outer.extent().times(inner.extent()),
                        inner.kind()));
        UnaryOperator<IndexExpr> index = old -> new IndexExpr.Direct(drop(direct(old), axis));
        UnaryOperator<ScalarExpr> change =
                node ->
                        switch (node) {
                            case ScalarExpr.Load(var access, var type) ->
                                    new ScalarExpr.Load(
                                            access.mapIndices(index, UnaryOperator.identity()),
                                            type);
                            case ScalarExpr.Index(var number, var type) when number > axis ->
                                    new ScalarExpr.Index(number - 1, type);
                            default -> node;
                        };
        return new Kernel(
                kernel.name(),
                axes,
                kernel.operands(),
                kernel.result(),
                kernel.store().stream().map(index).toList(),
                kernel.accumulates(),
                kernel.body().rewrite(change),
                kernel.combiner(),
                kernel.order(),
                kernel.epilogue().rewrite(change),
                kernel.location());
    }

    /**
     * Drops the outer axis of a merged pair and renumbers those behind it; the inner one's factor
     * serves both.
     */
    private static Affine drop(Affine affine, int outer) {
        var factors = new TreeMap<Integer, Dim>();
        affine.factors()
                .forEach((axis, factor) -> {
                    if (axis != outer) {
                        factors.put(axis > outer ? axis - 1 : axis, factor);
                    }
                });
        return new Affine(factors, affine.constant());
    }
}
