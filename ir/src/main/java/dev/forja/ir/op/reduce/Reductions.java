package dev.forja.ir.op.reduce;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What reductions share: axes, result types and the way back of cotangents. */
final class Reductions {
    private Reductions() {}

    /** The axes counted from the front, ascending; all when none is named. */
    static List<Integer> axes(TensorOp op, List<Integer> axes, int rank) {
        return axes.isEmpty()
                ? IntStream.range(0, rank).boxed().toList()
                : axes.stream()
                        .map(axis -> Operands.axis(op, axis, rank))
                        .sorted()
                        .distinct()
                        .toList();
    }

    static TensorType type(
            TensorOp op, List<TensorType> operands, List<Integer> axes, boolean keepsDims) {
        Operands.count(op, operands, 1);
        var x = operands.getFirst();
        var reduced = axes(op, axes, x.rank());
        var dims = new ArrayList<Dim>();
        for (int axis = 0; axis < x.rank(); axis++) {
            if (!reduced.contains(axis)) {
                dims.add(x.shape().dim(axis));
            } else if (keepsDims) {
                dims.add(Dim.ONE);
            }
        }
        return x.withShape(new Shape(dims));
    }

    /** Repeats a reduced value along the axes that were reduced. */
    static Value spread(FunctionBuilder builder, Value reduced, TensorType to, List<Integer> axes) {
        var gone =
                axes.isEmpty()
                        ? IntStream.range(0, to.rank()).boxed().toList()
                        : normal(axes, to.rank());
        var kept =
                IntStream.range(0, to.rank()).filter(axis -> !gone.contains(axis)).boxed().toList();
        boolean keptDims = reduced.type().rank() == to.rank();
        var onto = keptDims ? IntStream.range(0, to.rank()).boxed().toList() : kept;
        return builder.add(new Broadcast(to.shape(), onto), reduced);
    }

    private static List<Integer> normal(List<Integer> axes, int rank) {
        return axes.stream().map(axis -> axis < 0 ? axis + rank : axis).toList();
    }

    /**
     * The cotangent of a greatest or least element, divided by how many elements are equal to it.
     */
    static Value shareAmongTies(Gradient.Request r, List<Integer> axes) {
        var b = r.builder();
        var x = r.operand(0);
        var isTie = b.add(new Equal(), x, spread(b, r.result(), x.type(), axes));
        var ones = b.add(new Convert(x.type().dtype()), isTie);
        boolean keepsDims = r.result().type().rank() == x.type().rank();
        var count = b.add(new ReduceSum(axes, keepsDims), ones);
        var share = spread(b, b.add(new Div(), r.cotangent(), count), x.type(), axes);
        return b.add(new Where(), isTie, share, Emit.fill(b, x.type(), 0));
    }

    /**
     * The cotangent of a product: times the product of the other factors. Where no factor is zero
     * that is the product divided by the factor; where exactly one is, that factor alone gets the
     * product of the others; else zero.
     */
    static Value productOfOthers(Gradient.Request r, List<Integer> axes) {
        var b = r.builder();
        var x = r.operand(0);
        boolean keepsDims = r.result().type().rank() == x.type().rank();
        var zero = Emit.fill(b, x.type(), 0);
        var one = Emit.fill(b, x.type(), 1);
        var isZero = b.add(new Equal(), x, zero);
        var count =
                b.add(new ReduceSum(axes, keepsDims), b.add(new Convert(x.type().dtype()), isZero));
        var nonZero = b.add(new Where(), isZero, one, x);
        var product = spread(b, b.add(new ReduceProd(axes, keepsDims), nonZero), x.type(), axes);
        var zeros = spread(b, count, x.type(), axes);
        var noZero = b.add(new Equal(), zeros, zero);
        var oneZero = b.add(new Equal(), zeros, one);
        var divided = b.add(new Div(), product, nonZero);
        var ifOneZero = b.add(new Where(), isZero, product, zero);
        var others =
                b.add(new Where(), noZero, divided, b.add(new Where(), oneZero, ifOneZero, zero));
        return b.add(new Mul(), spread(b, r.cotangent(), x.type(), axes), others);
    }
}
