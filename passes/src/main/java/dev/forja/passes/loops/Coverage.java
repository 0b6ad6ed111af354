package dev.forja.passes.loops;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Kernel;
import dev.forja.passes.kernel.KernelCost;
import dev.forja.passes.schedule.AxisUse;
import dev.forja.passes.schedule.ScheduleStep;
import dev.forja.passes.schedule.ScheduledKernel;
import java.util.ArrayList;
import java.util.List;

/** The nests that together cover a kernel's iteration space. */
final class Coverage {
    /** Masked accesses side by side: C1 runs out of virtual registers between 12 and 24. */
    private static final int MASKED_ACCESSES = 12;

    /** C1 gives a method up between 200 and 240 vector operations. */
    private static final int MOST_OPERATIONS = 190;

    private final ScheduledKernel scheduled;
    private final Kernel kernel;
    private final int vectorAxis;
    private final int jamAxis;
    private final int jam;
    private final Spans spans;

    Coverage(ScheduledKernel scheduled, int vectorAxis, int jamAxis, Spans spans) {
        this.scheduled = scheduled;
        this.kernel = scheduled.node().kernel();
        this.vectorAxis = vectorAxis;
        this.jamAxis = jamAxis;
        this.jam = scheduled.schedule().jam().map(ScheduleStep.Jam::factor).orElse(1);
        this.spans = spans;
    }

    /** What a result costs, in operations of its code. */
    static int cost(Kernel kernel) {
        return 1 + KernelCost.operations(kernel.body()) + KernelCost.operations(kernel.epilogue());
    }

    List<Nest> nests() {
        var nests = new ArrayList<Nest>();
        var panels = spans.of(vectorAxis);
        var blocks = Region.blocks(jam);
        int above = Integer.MAX_VALUE;
        for (var some = inOneMethod(blocks); !some.isEmpty(); some = inOneMethod(blocks)) {
            nests.addAll(panelByPanel(some, panels.onlyFor(rows(), some.getFirst(), above)));
            above = some.getFirst();
            blocks = blocks.subList(1, blocks.size());
        }
        nests.addAll(blockByBlock(blocks, panels.onlyFor(rows(), 0, above)));
        nests.addAll(cutOff());
        return nests;
    }

    private Span rows() {
        return spans.of(jamAxis);
    }

    /**
     * All rows of a panel in turn: whole blocks, then what is left over in smaller ones. What a
     * panel reads and all rows have in common, such as its weights, is then read from afar once.
     */
    private List<Nest> panelByPanel(List<Integer> blocks, Span panels) {
        return whole(panels, group(blocks.getFirst())).stream()
                .map(region -> nest(Region.rows(rows(), blocks), region))
                .toList();
    }

    /** Blocks of rows by whole panels; rows left over in smaller blocks, by groups of panels. */
    private List<Nest> blockByBlock(List<Integer> blocks, Span panels) {
        var nests = new ArrayList<Nest>();
        for (var block : Region.rows(rows(), blocks)) {
            var regions =
                    vectorAxis < 0
                            ? List.of(Region.single(Span.ONE))
                            : whole(panels, group(block.copies()));
            regions.forEach(region -> nests.add(nest(List.of(block), region)));
        }
        return nests;
    }

    /** The cut-off panel, by smaller blocks of rows. */
    private List<Nest> cutOff() {
        var nests = new ArrayList<Nest>();
        if (vectorAxis >= 0) {
            int block = Math.clamp(MASKED_ACCESSES / (vectors() * accessesPerRow()), 1, jam);
            for (var rows : Region.rows(rows(), Region.blocks(block))) {
                panels(spans.of(vectorAxis), 1).stream()
                        .filter(Region::isTail)
                        .forEach(tail -> nests.add(nest(List.of(rows), tail)));
            }
        }
        return nests;
    }

    /**
     * Blocks for all rows of a panel in one method, the largest first; empty where that method
     * would be too long.
     */
    private List<Integer> inOneMethod(List<Integer> blocks) {
        boolean isUseful =
                vectorAxis >= 0 && blocks.getFirst() > 1 && kernel.combiner() != Combiner.NONE;
        if (!isUseful) {
            return List.of();
        }
        var some = new ArrayList<>(blocks);
        while (!fits(some) && some.size() > 3) {
            some.remove(some.size() - 2);
        }
        return fits(some) ? some : List.of();
    }

    private boolean fits(List<Integer> blocks) {
        int copies = Region.rows(rows(), blocks).stream().mapToInt(Region::copies).sum();
        return copies * group(blocks.getFirst()) * vectors() * (1 + cost(kernel))
                <= MOST_OPERATIONS;
    }

    /** Panels side by side. Rows and panels together keep as many accumulators busy. */
    private int group(int rows) {
        return Math.max(1, scheduled.schedule().group() / rows);
    }

    private int vectors() {
        return scheduled.schedule().vectorize().map(ScheduleStep.Vectorize::vectors).orElse(1);
    }

    private List<Region> whole(Span span, int group) {
        return panels(span, group).stream().filter(region -> !region.isTail()).toList();
    }

    private List<Region> panels(Span span, int group) {
        return Region.panels(span, scheduled.schedule().vectorize().orElseThrow().panel(), group);
    }

    /** The store, and what the epilogue reads anew for each row. */
    private int accessesPerRow() {
        var axes = new AxisUse(kernel.parallelAxes());
        long loads =
                AxisUse.loads(kernel.epilogue()).stream()
                        .filter(load -> axes.of(load).get(Math.max(0, jamAxis)))
                        .count();
        return 1 + (int) loads;
    }

    private Nest nest(List<Region> rows, Region panels) {
        return new Nest(scheduled, vectorAxis, jamAxis, rows, panels, spans);
    }
}
