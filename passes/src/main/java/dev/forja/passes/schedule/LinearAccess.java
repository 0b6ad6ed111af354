package dev.forja.passes.schedule;

import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.Guard;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * An access as one offset into the row-major buffer.
 *
 * @param offset the affine part, in elements
 * @param computed the indirect parts
 */
public record LinearAccess(
        Affine offset, List<Computed> computed, List<Guard> guards, ScalarExpr otherwise) {
    /** A computed position times its stride. */
    public record Computed(ScalarExpr position, Dim stride) {}

    public static LinearAccess of(Access access, Shape shape) {
        return of(access.index(), shape, access.guards(), access.otherwise());
    }

    public static LinearAccess of(
            List<IndexExpr> index, Shape shape, List<Guard> guards, ScalarExpr otherwise) {
        var strides = shape.strides();
        var offset = Affine.constant(0);
        var computed = new ArrayList<Computed>();
        for (int i = 0; i < index.size(); i++) {
            switch (index.get(i)) {
                case IndexExpr.Direct(var affine) ->
                        offset = offset.plus(affine.times(strides.get(i)));
                case IndexExpr.Indirect(var position) ->
                        computed.add(new Computed(position, strides.get(i)));
            }
        }
        return new LinearAccess(offset, computed, guards, otherwise);
    }

    public Dim stride(int axis) {
        return offset.factor(axis);
    }

    public boolean isUnguarded() {
        return guards.isEmpty();
    }
}
