package dev.forja.ir.op;

import dev.forja.ir.diag.Location;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Axis;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Operand;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How structured operators write their kernels. */
public final class Kernels {
    private Kernels() {}

    /** Parallel axes {@code i0, i1, ...} over a shape. */
    public static List<Axis> parallel(Shape shape) {
        return IntStream.range(0, shape.rank())
                .mapToObj(axis -> new Axis("i" + axis, shape.dim(axis), Axis.Kind.PARALLEL))
                .toList();
    }

    /** The index that is axis i on dimension i. */
    public static List<IndexExpr> identity(int rank) {
        return IntStream.range(0, rank).mapToObj(IndexExpr::axis).toList();
    }

    public static List<Operand> operands(TensorOp op, List<TensorType> types) {
        var names = op.doc().operands();
        var operands = new ArrayList<Operand>();
        for (int i = 0; i < types.size(); i++) {
            var name = names.get(Math.min(i, names.size() - 1));
            operands.add(
                    new Operand(
                            name.endsWith("...") ? name.replace("...", "") + i : name,
                            types.get(i)));
        }
        return operands;
    }

    /** A kernel without reduction over the shape of its result. */
    public static Kernel map(
            TensorOp op,
            List<TensorType> operands,
            TensorType result,
            ScalarExpr body,
            Location location) {
        return part(op, operands, result, result.shape(), identity(result.rank()), body, location);
    }

    /** A kernel without reduction that writes a part of its result. */
    public static Kernel part(
            TensorOp op,
            List<TensorType> operands,
            TensorType result,
            Shape loops,
            List<IndexExpr> store,
            ScalarExpr body,
            Location location) {
        return new Kernel(
                op.mnemonic(),
                parallel(loops),
                operands(op, operands),
                result,
                store,
                false,
                body,
                Combiner.NONE,
                Order.SEQUENTIAL,
                new ScalarExpr.Acc(result.dtype()),
                location);
    }

    /** A kernel that reduces some axes of one operand. */
    public static Kernel reduction(
            TensorOp op,
            TensorType operand,
            List<Integer> axes,
            TensorType result,
            boolean keepsDims,
            Combiner combiner,
            Location location) {
        var loops = new ArrayList<Axis>();
        var index = new IndexExpr[operand.rank()];
        var store = new ArrayList<IndexExpr>();
        for (int axis = 0; axis < operand.rank(); axis++) {
            if (!axes.contains(axis)) {
                index[axis] = IndexExpr.axis(loops.size());
                store.add(IndexExpr.axis(loops.size()));
                loops.add(new Axis("i" + axis, operand.shape().dim(axis), Axis.Kind.PARALLEL));
            } else if (keepsDims) {
                index[axis] = IndexExpr.axis(loops.size());
                store.add(IndexExpr.axis(loops.size()));
                loops.add(new Axis("i" + axis, Dim.ONE, Axis.Kind.PARALLEL));
            }
        }
        for (int axis = 0; axis < operand.rank(); axis++) {
            if (axes.contains(axis)) {
                index[axis] = IndexExpr.axis(loops.size());
                loops.add(new Axis("r" + axis, operand.shape().dim(axis), Axis.Kind.REDUCTION));
            }
        }
        boolean isArg = combiner == Combiner.ARGMAX || combiner == Combiner.ARGMIN;
        var load = new ScalarExpr.Load(Access.of(0, List.of(index)), operand.dtype());
        return new Kernel(
                op.mnemonic(),
                loops,
                operands(op, List.of(operand)),
                result,
                store,
                false,
                load,
                combiner,
                isArg ? Order.SEQUENTIAL : order(operand, axes),
                new ScalarExpr.Acc(isArg ? DType.I32 : result.dtype()),
                location);
    }

    /**
     * A reduction along the innermost axis is dealt onto lanes unless it is known to be shorter
     * than the 32 lanes; one along other axes runs in index order, with its outputs in the lanes.
     */
    private static Order order(TensorType operand, List<Integer> axes) {
        int inner = operand.rank() - 1;
        if (!axes.contains(inner)) {
            return Order.SEQUENTIAL;
        }
        var extent = operand.shape().dim(inner);
        return extent.isConstant() && extent.constant() < 32 ? Order.SEQUENTIAL : Order.TREE_32;
    }
}
