package dev.forja.passes.schedule;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.type.Dim;
import dev.forja.passes.kernel.KernelCost;

/**
 * An estimate of what a kernel costs, in multiply-adds of one lane out of 8: about 25 to 50
 * picoseconds each. It decides whether parts of the kernel are worth a second thread.
 */
public final class KernelWork {
    private static final int USUAL_LANES = 8;

    /** A value that comes from memory and is used once costs about this many multiply-adds. */
    private static final int MEMORY = 4;

    private KernelWork() {}

    public static Dim of(Kernel kernel, Schedule schedule) {
        var points = Dim.ONE;
        var results = Dim.ONE;
        for (var axis : kernel.axes()) {
            points = points.times(axis.extent());
            results = axis.isReduction() ? results : results.times(axis.extent());
        }
        var body =
                KernelCost.bodyOperations(kernel)
                        .plus(points.times(MEMORY * readsWithoutReuse(kernel)));
        if (kernel.combiner() != Combiner.NONE && body.equals(Dim.ZERO)) {
            body = points;
        }
        long perResult = (long) KernelCost.operations(kernel.epilogue()) + MEMORY;
        int lanes = schedule.vectorize().map(ScheduleStep.Vectorize::lanes).orElse(1);
        return body.plus(results.times(perResult))
                .times(USUAL_LANES / Math.min(lanes, USUAL_LANES));
    }

    private static long readsWithoutReuse(Kernel kernel) {
        return AxisUse.loads(kernel.body()).stream()
                .filter(load -> KernelCost.readsOnce(kernel, load.access()))
                .count();
    }

    /** The work when every symbol has the same value. */
    static double estimate(Dim work, long symbol) {
        double sum = 0;
        for (var term : work.terms().entrySet()) {
            double product = term.getValue();
            for (var atom : term.getKey().atoms()) {
                product *=
                        switch (atom) {
                            case Dim.Symbol _ -> symbol;
                            case Dim.Apply apply -> estimate(apply, symbol);
                        };
            }
            sum += product;
        }
        return sum;
    }

    private static double estimate(Dim.Apply apply, long symbol) {
        double left = estimate(apply.left(), symbol);
        double right = estimate(apply.right(), symbol);
        return switch (apply.operation()) {
            case FLOOR_DIV -> Math.floor(left / right);
            case MOD -> left - right * Math.floor(left / right);
            case MAX -> Math.max(left, right);
            case MIN -> Math.min(left, right);
        };
    }
}
