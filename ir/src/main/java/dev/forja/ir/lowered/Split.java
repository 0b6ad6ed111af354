package dev.forja.ir.lowered;

import dev.forja.ir.type.Dim;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * How the loops of a kernel may be cut into parts that run at once. Its methods take the range of
 * each cut axis, {@link #from} inclusive and {@link #to} exclusive, as their last integer
 * parameters. Every element is computed by the same operations however the axes are cut.
 *
 * @param axes one or two, outermost first
 * @param work about how many multiply-adds of one lane the whole call costs, over the function's
 *     symbols
 * @param hasScratch is the last buffer scratch, of which every thread needs its own?
 */
public record Split(List<Range> axes, Dim work, boolean hasScratch) {
    public static final int MOST_AXES = 2;

    /**
     * Elements of scratch that a kernel may use, the sums of a register tile: those that the
     * runtime gives each thread.
     */
    public static final int SCRATCH = 512;

    /**
     * An axis that may be cut.
     *
     * @param block cuts lie at multiples of it, so that no block of the schedule is torn
     */
    public record Range(Dim extent, int block) {}

    public Split {
        axes = List.copyOf(axes);
        if (axes.isEmpty() || axes.size() > MOST_AXES) {
            throw new IllegalArgumentException("cannot cut " + axes.size() + " axes");
        }
    }

    /** The integer parameter that holds where a part begins on a cut axis. */
    public static String from(int axis) {
        return "from$" + axis;
    }

    /** The integer parameter that holds where a part ends on a cut axis. */
    public static String to(int axis) {
        return "to$" + axis;
    }

    /** The symbols that extents and work depend on. */
    public SequencedSet<String> symbols() {
        var symbols = new LinkedHashSet<>(work.symbols());
        axes.forEach(axis -> symbols.addAll(axis.extent().symbols()));
        return symbols;
    }
}
