package dev.forja.dsl;

import java.util.List;

/**
 * Loops over the steps of a tensor, such as the words of a text or the days of a series, whose
 * number need not be known when the model is compiled:
 *
 * <pre>
 * Tensor h = zeros(x.dim(0), 128);
 * List&lt;Tensor&gt; states = new ArrayList&lt;&gt;();
 * for (Tensor step : steps(x, 1)) {
 *     h = tanh(matmul(step, w).plus(matmul(h, u)));
 *     states.add(h);
 * }
 * return stack(states);
 * </pre>
 *
 * <p>A tensor from outside that the body assigns is carried from step to step, so it has the same
 * shape before and after; what the body adds to a list from outside is stacked. The gradient goes
 * back through all steps. Use them through {@link Functions}.
 */
abstract class StepFunctions extends AxisFunctions {
    StepFunctions() {}

    /** The elements of x along its first axis, for a loop. */
    public static <T extends AnyTensor> Iterable<T> steps(T x) {
        return CompiledOnly.result();
    }

    /** The elements of x along an axis, for a loop. */
    public static <T extends AnyTensor> Iterable<T> steps(T x, int axis) {
        return CompiledOnly.result();
    }

    /**
     * The elements of x along its first axis from the last to the first, for a loop; what the body
     * adds to a list is stacked in the order of x.
     */
    public static <T extends AnyTensor> Iterable<T> stepsReversed(T x) {
        return CompiledOnly.result();
    }

    /**
     * The elements of x along an axis from the last to the first, for a loop; what the body adds to
     * a list is stacked in the order of x.
     */
    public static <T extends AnyTensor> Iterable<T> stepsReversed(T x, int axis) {
        return CompiledOnly.result();
    }

    /**
     * Tensors of one shape along a new first axis: what a loop added to a list, or some tensors.
     */
    public static <T extends AnyTensor> T stack(List<T> parts) {
        return CompiledOnly.result();
    }

    /** Tensors of one shape along a new first axis. */
    @SafeVarargs
    public static <T extends AnyTensor> T stack(T... parts) {
        return CompiledOnly.result();
    }
}
