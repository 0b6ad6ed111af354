package dev.forja.passes.lower;

import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.scalar.MultiplyAdd;
import dev.forja.ir.scalar.ScalarExpansion;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.schedule.CollapseAxes;
import dev.forja.passes.schedule.UniqueNames;

/**
 * Brings fused kernels into the form that schedules work on: multiply-adds fused, functions
 * expanded to machine functions, axes collapsed, names unique. The same for every target.
 */
public final class PrepareKernels {
    private PrepareKernels() {}

    public static KernelGraph of(KernelGraph graph) {
        var inner = graph.mapRegions(PrepareKernels::of);
        return inner.withNodes(
                inner.nodes().stream()
                        .map(step ->
                                step instanceof KernelNode(var kernel, var operands, var result)
                                        ? new KernelNode(of(kernel), operands, result)
                                        : step)
                        .toList());
    }

    static Kernel of(Kernel kernel) {
        var machine =
                new Kernel(
                        kernel.name(),
                        kernel.axes(),
                        kernel.operands(),
                        kernel.result(),
                        kernel.store(),
                        kernel.accumulates(),
                        machine(kernel.body()),
                        kernel.combiner(),
                        kernel.order(),
                        machine(kernel.epilogue()),
                        kernel.location());
        return UniqueNames.of(CollapseAxes.of(machine));
    }

    private static ScalarExpr machine(ScalarExpr expr) {
        return MultiplyAdd.fuse(ScalarExpansion.expand(MultiplyAdd.fuse(expr)));
    }
}
