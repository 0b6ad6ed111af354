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

    /** An axis in blocks of {@code jam}, the rest one by one. */
    static List<Region> rows(Dim extent, int jam) {
        var regions = new ArrayList<Region>();
        if (jam <= 1) {
            return List.of(new Region(Dim.ZERO, extent, 1, 1, false));
        }
        var blocks = wholeBlocks(extent, jam);
        addUnlessEmpty(regions, new Region(Dim.ZERO, blocks, jam, jam, false));
        addUnlessEmpty(regions, new Region(blocks, extent, 1, 1, false));
        return regions;
    }

    /** An axis in groups of panels, single panels, and a masked rest. */
    static List<Region> panels(Dim extent, int panel, int group) {
        var regions = new ArrayList<Region>();
        var grouped = group > 1 ? wholeBlocks(extent, panel * group) : Dim.ZERO;
        var whole = wholeBlocks(extent, panel);
        addUnlessEmpty(regions, new Region(Dim.ZERO, grouped, panel * group, group, false));
        addUnlessEmpty(regions, new Region(grouped, whole, panel, 1, false));
        addUnlessEmpty(regions, new Region(whole, extent, panel, 1, true));
        return regions;
    }

    static Dim wholeBlocks(Dim extent, int block) {
        return extent.floorDiv(Dim.of(block)).times(block);
    }

    private static void addUnlessEmpty(List<Region> regions, Region region) {
        if (!region.from().equals(region.to())) {
            regions.add(region);
        }
    }
}
