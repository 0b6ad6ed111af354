package dev.forja.passes.fuse;

import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.passes.kernel.KernelNode;
import java.util.function.UnaryOperator;

/**
 * Drops the operands that a kernel doesn't read. The kernels that each write a part of one result
 * have all operands of the operator, and would keep the others' alive and from being fused.
 */
final class DropOperands {
    private DropOperands() {}

    static KernelNode of(KernelNode node) {
        var pool = new OperandPool();
        UnaryOperator<ScalarExpr> adopt =
                expr -> expr instanceof ScalarExpr.Load load ? pool.adopt(load, node) : expr;
        var kernel = node.kernel();
        var store = kernel.store().stream().map(index -> pool.adopt(index, node)).toList();
        var body = kernel.body().rewrite(adopt);
        var epilogue = kernel.epilogue().rewrite(adopt);
        return new KernelNode(
                new Kernel(
                        kernel.name(),
                        kernel.axes(),
                        pool.operands(),
                        kernel.result(),
                        store,
                        kernel.accumulates(),
                        body,
                        kernel.combiner(),
                        kernel.order(),
                        epilogue,
                        kernel.location()),
                pool.buffers(),
                node.result());
    }
}
