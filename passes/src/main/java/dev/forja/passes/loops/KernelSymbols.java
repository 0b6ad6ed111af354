package dev.forja.passes.loops;

import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.Axis;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Dim;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * The symbolic dimensions that a kernel's code mentions: they become its integer parameters. The
 * positions of the loops around it are among them.
 */
public final class KernelSymbols {
    private final SequencedSet<String> symbols = new LinkedHashSet<>();

    private KernelSymbols() {}

    public static SequencedSet<String> of(Kernel kernel) {
        var collector = new KernelSymbols();
        kernel.axes().stream().map(Axis::extent).forEach(collector::add);
        kernel.operands().forEach(operand -> operand.type().shape().dims().forEach(collector::add));
        kernel.result().shape().dims().forEach(collector::add);
        kernel.store().forEach(collector::add);
        collector.add(kernel.body());
        collector.add(kernel.epilogue());
        return collector.symbols;
    }

    private void add(Dim dim) {
        symbols.addAll(dim.symbols());
    }

    private void add(IndexExpr index) {
        switch (index) {
            case IndexExpr.Direct(Affine(var factors, var constant)) -> {
                factors.values().forEach(this::add);
                add(constant);
            }
            case IndexExpr.Indirect(var value) -> add(value);
        }
    }

    private void add(ScalarExpr expr) {
        expr.rewrite(node -> {
            if (node instanceof ScalarExpr.DimValue(var dim, _)) {
                add(dim);
            } else if (node instanceof ScalarExpr.Load(var access, _)) {
                access.index().forEach(this::add);
                access.guards()
                        .forEach(guard -> {
                            add(guard.index());
                            add(guard.extent());
                        });
            }
            return node;
        });
    }
}
