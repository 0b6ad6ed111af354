package dev.forja.ir.kernel;

import dev.forja.ir.diag.Location;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * One result computed by loops over named axes:
 *
 * <pre>
 * for parallel axes: result[store] = epilogue(combine over reduction axes of body)
 * </pre>
 *
 * @param name for people and method names
 * @param axes the parallel axes, outermost first, then the reduction axes in the order of
 *     combination
 * @param operands what loads refer to by position
 * @param result type of the whole result buffer
 * @param store index into the result; {@link IndexExpr.Indirect} only with {@code accumulates}
 * @param accumulates adds into the result (that is zero-filled first) instead of storing:
 *     scatter-add, in index order
 * @param body the value at one point of all axes
 * @param combiner how the reduction axes are combined
 * @param order in which order
 * @param epilogue over {@link ScalarExpr.Acc} and loads that use parallel axes alone; plain {@code
 *     Acc} when there is nothing to do
 * @param location the model source that this stems from
 */
public record Kernel(
        String name,
        List<Axis> axes,
        List<Operand> operands,
        TensorType result,
        List<IndexExpr> store,
        boolean accumulates,
        ScalarExpr body,
        Combiner combiner,
        Order order,
        ScalarExpr epilogue,
        Location location) {
    public Kernel {
        axes = List.copyOf(axes);
        operands = List.copyOf(operands);
        store = List.copyOf(store);
    }

    public int parallelAxes() {
        return (int) axes.stream().filter(axis -> !axis.isReduction()).count();
    }
}
