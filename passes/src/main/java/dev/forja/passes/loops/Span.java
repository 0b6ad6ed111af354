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
        boolean isExact = extent.mod(Dim.of(size)).equals(Dim.ZERO) && block % size == 0;
        return isExact ? to : from.plus(to.minus(from).floorDiv(Dim.of(size)).times(size));
    }

    /** How many positions at most lie behind the whole blocks of a size. */
    int mostLeftOver(int size) {
        return extent.isConstant() && block % size == 0
                ? (int) (extent.constant() % size)
                : size - 1;
    }
}
