package dev.forja.passes.loops;

import dev.forja.ir.type.Dim;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the iteration space that one loop nest covers: full blocks, or what is left over.
 *
 * @param from first position
 * @param to end, exclusive
 * @param step positions a pass
 * @param copies rows or panels side by side
 * @param isTail is the last pass cut off by the end, so that lanes have to be masked?
 */
record Region(Dim from, Dim to, int step, int copies, boolean isTail) {
    /** Above it a third follows, not half: fewer methods, and as few passes. */
    private static final int LARGE_BLOCK = 8;

    /** Does it begin at a known position and end after one block? */
    boolean isOnePass() {
        return from.isConstant() && to.equals(from.plus(step));
    }

    /** Every position by itself. */
    static Region single(Span span) {
        return new Region(span.from(), span.to(), 1, 1, false);
    }

    /**
     * The sizes of blocks in which an axis is walked: {@code jam}, then smaller and smaller ones
     * for what is left over. Position by position, what all have in common would be read as often
     * as positions are left over.
     */
    static List<Integer> blocks(int jam) {
        var blocks = new ArrayList<Integer>();
        for (int block = jam; block > 1; block = smaller(block)) {
            blocks.add(block);
        }
        blocks.add(1);
        return blocks;
    }

    /**
     * An axis in blocks.
     *
     * @param blocks sizes; each divides the one before, the last one is 1
     */
    static List<Region> rows(Span span, List<Integer> blocks) {
        var regions = new ArrayList<Region>();
        var from = span.from();
        int leftOver = Integer.MAX_VALUE;
        for (int block : blocks) {
            if (block <= leftOver) {
                var end = block == 1 ? span.to() : span.endOfBlocks(block);
                addUnlessEmpty(regions, new Region(from, end, block, block, false));
                from = end;
                leftOver = span.mostLeftOver(block);
            }
        }
        return regions;
    }

    /** The next block: it divides the one before, so that it goes on where that ended. */
    private static int smaller(int block) {
        int smaller = block / (block > LARGE_BLOCK ? 3 : 2);
        while (block % smaller != 0) {
            smaller--;
        }
        return smaller;
    }

    /** An axis in groups of panels, single panels, and a masked rest. */
    static List<Region> panels(Span span, int panel, int group) {
        var regions = new ArrayList<Region>();
        var grouped = group > 1 ? span.endOfBlocks(panel * group) : span.from();
        var whole = span.endOfBlocks(panel);
        addUnlessEmpty(regions, new Region(span.from(), grouped, panel * group, group, false));
        addUnlessEmpty(regions, new Region(grouped, whole, panel, 1, false));
        addUnlessEmpty(regions, new Region(whole, span.to(), panel, 1, true));
        return regions;
    }

    private static void addUnlessEmpty(List<Region> regions, Region region) {
        if (!region.from().equals(region.to())) {
            regions.add(region);
        }
    }
}
