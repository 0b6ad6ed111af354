package dev.forja.passes.loops;

import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.lowered.Split;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.passes.schedule.AxisUse;
import dev.forja.passes.schedule.ScheduleStep;
import dev.forja.passes.schedule.ScheduledKernel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The nests that together cover a kernel's iteration space. */
final class Coverage {
    /** Masked accesses side by side: C1 runs out of virtual registers between 12 and 24. */
    private static final int MASKED_ACCESSES = 12;

    /** C1 gives a method up between 200 and 240 vector operations. */
    private static final int MOST_OPERATIONS = 190;

    /** Steps from which a sum takes more than ten times what its way through scratch does. */
    private static final int LONG_SUM = 128;

    /** Those whose accumulator is the reduced value and nothing else. */
    private static final Set<Combiner> REDUCTIONS =
            EnumSet.of(Combiner.SUM, Combiner.PROD, Combiner.MAX, Combiner.MIN);

    private final ScheduledKernel scheduled;
    private final Kernel kernel;
    private final int vectorAxis;
    private final int jamAxis;
    private final int jam;
    private final int vectors;
    private final int lanes;
    private final Spans spans;

    Coverage(ScheduledKernel scheduled, Spans spans) {
        this.scheduled = scheduled;
        this.kernel = scheduled.node().kernel();
        var vectorize = scheduled.schedule().vectorize();
        this.vectorAxis = vectorize.map(step -> spans.axisNamed(step.axis())).orElse(-1);
        this.vectors = vectorize.map(ScheduleStep.Vectorize::vectors).orElse(1);
        this.lanes = vectorize.map(ScheduleStep.Vectorize::lanes).orElse(1);
        var jammed = scheduled.schedule().jam();
        this.jamAxis = jammed.map(step -> spans.axisNamed(step.axis())).orElse(-1);
        this.jam = jammed.map(ScheduleStep.Jam::factor).orElse(1);
        this.spans = spans;
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

    /** The cut-off panel, by smaller blocks of rows where masks would be too many. */
    private List<Nest> cutOff() {
        var nests = new ArrayList<Nest>();
        if (vectorAxis >= 0) {
            int plain = Math.clamp(MASKED_ACCESSES / (vectors * accessesPerRow()), 1, jam);
            int block = canBeLate(jam * vectors) ? jam : plain;
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
        var panel = new Region(Dim.ZERO, Dim.ONE, 1, group(blocks.getFirst()), false);
        var nest = nest(Region.rows(rows(), blocks), panel);
        return nest.length() <= MOST_OPERATIONS && !(nest.isLate() && isShort());
    }

    /** Would the way through scratch take much of the time that the sums take? */
    private boolean isShort() {
        var steps = Dim.ONE;
        for (var axis : kernel.axes()) {
            steps = axis.isReduction() ? steps.times(axis.extent()) : steps;
        }
        return steps.isConstant() && steps.constant() < LONG_SUM;
    }

    private Nest nest(List<Region> rows, Region panels) {
        var nest = new Nest(scheduled, vectorAxis, jamAxis, rows, panels, spans, false);
        boolean isTooLong =
                panels.isTail()
                        ? nest.copies() * accessesPerRow() > MASKED_ACCESSES
                        : nest.length() > MOST_OPERATIONS;
        int block = rows.isEmpty() ? 0 : rows.getFirst().copies() * panels.copies() * vectors;
        return isTooLong && canBeLate(block)
                ? new Nest(scheduled, vectorAxis, jamAxis, rows, panels, spans, true)
                : nest;
    }

    /**
     * Epilogues side by side may be more than the compilers take. Can the sums of a block wait in
     * scratch instead, until a loop over its rows comes for them?
     */
    private boolean canBeLate(int sums) {
        return vectorAxis >= 0
                && jamAxis >= 0
                && jam > 1
                && REDUCTIONS.contains(kernel.combiner())
                && kernel.body().type() != DType.BOOL
                && sums * lanes <= Split.SCRATCH;
    }

    /** Panels side by side. Rows and panels together keep as many accumulators busy. */
    private int group(int rows) {
        return Math.max(1, scheduled.schedule().group() / rows);
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
}
