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

    /** Does it begin at a known position and end after one block? */
    boolean isOnePass() {
        return from.isConstant() && to.equals(from.plus(step));
    }

    /** Every position by itself. */
    static Region single(Span span) {
        return new Region(span.from(), span.to(), 1, 1, false);
    }

    /** An axis in blocks of {@code jam}, the rest one by one. */
    static List<Region> rows(Span span, int jam) {
        if (jam <= 1) {
            return List.of(single(span));
        }
        var regions = new ArrayList<Region>();
        var blocks = span.endOfBlocks(jam);
        addUnlessEmpty(regions, new Region(span.from(), blocks, jam, jam, false));
        addUnlessEmpty(regions, new Region(blocks, span.to(), 1, 1, false));
        return regions;
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
