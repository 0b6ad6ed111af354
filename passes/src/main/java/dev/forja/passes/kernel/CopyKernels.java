package dev.forja.passes.kernel;

import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Value;
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
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Kernels that copy: a whole value, or one position of a sequence. */
public final class CopyKernels {
    private CopyKernels() {}

    /** Copies a whole buffer into another of the same size. */
    public static KernelNode flat(Buffer from, Buffer to) {
        var type = from.type().withShape(new Shape(List.of(from.type().shape().size())));
        return new KernelNode(
                elementwise(
                        to.name() + "_copy",
                        List.of(new Operand(from.name(), type)),
                        type,
                        load(identity(type.shape()), type),
                        Location.UNKNOWN),
                List.of(from),
                to);
    }

    static KernelNode whole(Value value, Buffer from, Buffer to) {
        var type = value.type();
        return new KernelNode(
                elementwise(
                        to.name(),
                        List.of(new Operand(from.name(), type)),
                        type,
                        load(identity(type.shape()), type),
                        value.location()),
                List.of(from),
                to);
    }

    /** Reads one position of a sequence's first axis. */
    static KernelNode slice(
            Value element, TensorType sequence, Dim position, Buffer from, Buffer to) {
        var type = element.type();
        return new KernelNode(
                elementwise(
                        to.name(),
                        List.of(new Operand(from.name(), sequence)),
                        type,
                        load(at(position, type.shape()), type),
                        element.location()),
                List.of(from),
                to);
    }

    /** Writes one position of a sequence's first axis. */
    static KernelNode stack(
            Value element, TensorType sequence, Dim position, Buffer from, Buffer to) {
        var type = element.type();
        return new KernelNode(
                kernel(
                        to.name(),
                        List.of(new Operand(from.name(), type)),
                        type.shape(),
                        sequence,
                        at(position, type.shape()),
                        load(identity(type.shape()), type),
                        element.location()),
                List.of(from),
                to);
    }

    private static ScalarExpr load(List<IndexExpr> index, TensorType type) {
        return new ScalarExpr.Load(Access.of(0, index), type.dtype());
    }

    private static List<IndexExpr> at(Dim position, Shape shape) {
        var index = new ArrayList<>(identity(shape));
        index.addFirst(new IndexExpr.Direct(Affine.constant(position)));
        return index;
    }

    static List<IndexExpr> identity(Shape shape) {
        return IntStream.range(0, shape.rank()).mapToObj(IndexExpr::axis).toList();
    }

    static Kernel elementwise(
            String name,
            List<Operand> operands,
            TensorType result,
            ScalarExpr body,
            Location location) {
        return kernel(
                name, operands, result.shape(), result, identity(result.shape()), body, location);
    }

    private static Kernel kernel(
            String name,
            List<Operand> operands,
            Shape space,
            TensorType result,
            List<IndexExpr> store,
            ScalarExpr body,
            Location location) {
        var axes = new ArrayList<Axis>();
        for (int axis = 0; axis < space.rank(); axis++) {
            axes.add(new Axis("i" + axis, space.dim(axis), Axis.Kind.PARALLEL));
        }
        return new Kernel(
                name,
                axes,
                operands,
                result,
                store,
                false,
                body,
                Combiner.NONE,
                Order.SEQUENTIAL,
                new ScalarExpr.Acc(result.dtype()),
                location);
    }
}
