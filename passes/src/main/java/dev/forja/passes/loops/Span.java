package dev.forja.passes.loops;

import dev.forja.ir.lowered.Split;
import dev.forja.ir.type.Dim;

/**
 * The positions of an axis that one call of a method covers: all of them, or what two integer
 * parameters say.
 *
 * @param from first position
 * @param to end, exclusive
 * @param extent of the axis
 * @param block parts begin at multiples of it; 0 for an axis that is not cut
 */
record Span(Dim from, Dim to, Dim extent, int block) {
    /** A single position, for an axis that a nest doesn't have. */
    static final Span ONE = whole(Dim.ONE);

    static Span whole(Dim extent) {
        return new Span(Dim.ZERO, extent, extent, 0);
    }

    /** A part of the axis that is the split's {@code number}-th. */
    static Span part(int number, Dim extent, int block) {
        return new Span(
                Dim.symbol(Split.from(number)), Dim.symbol(Split.to(number)), extent, block);
    }

    /** Where the whole blocks of a size end; {@link #to} itself when none is ever cut off. */
    Dim endOfBlocks(int size) {
        return isExact(size) ? to : from.plus(to.minus(from).floorDiv(Dim.of(size)).times(size));
    }

    /** How many positions at most lie behind the whole blocks of a size. */
    int mostLeftOver(int size) {
        return extent.isConstant() && block % size == 0
                ? (int) (extent.constant() % size)
                : size - 1;
    }

    /**
     * This span where another one has from {@code least} to {@code end} (exclusive) positions, else
     * nothing of it.
     */
    Span onlyFor(Span other, int least, int end) {
        var factor = other.atLeast(least).minus(other.atLeast(end));
        return factor.equals(Dim.ONE)
                ? this
                : new Span(from, from.plus(to.minus(from).times(factor)), extent, block);
    }

    /** Is it made of whole blocks of a size, however it is cut? */
    private boolean isExact(int size) {
        return extent.mod(Dim.of(size)).equals(Dim.ZERO) && block % size == 0;
    }

    /** 1 where it has so many positions or, made of blocks of so many, perhaps none; else 0. */
    private Dim atLeast(int size) {
        if (size == Integer.MAX_VALUE) {
            return Dim.ZERO;
        }
        return size == 0 || isExact(size)
                ? Dim.ONE
                : to.minus(from).floorDiv(Dim.of(size)).min(Dim.ONE);
    }
}
