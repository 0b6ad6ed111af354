package dev.forja.passes.lower;

import dev.forja.ir.diag.Location;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Axis;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Operand;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Shape;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelNode;
import java.util.List;

/** Copies a whole buffer into another of the same size. */
final class CopyKernel {
    private CopyKernel() {}

    static KernelNode of(Buffer from, Buffer to) {
        var type = from.type().withShape(new Shape(List.of(from.type().shape().size())));
        var load = new ScalarExpr.Load(Access.of(0, List.of(IndexExpr.axis(0))), type.dtype());
        var kernel =
                new Kernel(
                        to.name() + "_copy",
                        List.of(new Axis("i", type.shape().dim(0), Axis.Kind.PARALLEL)),
                        List.of(new Operand(from.name(), type)),
                        type,
                        List.of(IndexExpr.axis(0)),
                        false,
                        load,
                        Combiner.NONE,
                        Order.SEQUENTIAL,
                        new ScalarExpr.Acc(type.dtype()),
                        Location.UNKNOWN);
        return new KernelNode(kernel, List.of(from), to);
    }
}
