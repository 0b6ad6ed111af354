package dev.forja.passes.memory;

import dev.forja.ir.lowered.Split;
import dev.forja.ir.lowered.Storage;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.loops.LowerKernel;
import dev.forja.passes.schedule.ScheduledBranch;
import dev.forja.passes.schedule.ScheduledKernel;
import dev.forja.passes.schedule.ScheduledLoop;
import dev.forja.passes.schedule.ScheduledStep;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where every buffer of a function lies. Buffers without a fixed place share the workspace by their
 * lifetimes: from the first kernel that writes one to the last that reads it.
 */
public final class BufferPlan {
    private final Map<Buffer, Storage> fixed;
    private final Map<Buffer, ScratchPlanner.Slot> slots = new HashMap<>();
    private final Map<ScheduledKernel, ScratchPlanner.Slot> scratch = new IdentityHashMap<>();
    private final Set<Buffer> live = new HashSet<>();
    private final ScratchPlanner planner = new ScratchPlanner();

    private BufferPlan(Map<Buffer, Storage> fixed) {
        this.fixed = fixed;
    }

    /**
     * @param steps in order of execution
     * @param params of the function; those without a fixed place live throughout
     * @param fixed places outside the workspace
     * @param results read after the last step
     */
    public static BufferPlan of(
            List<? extends ScheduledStep> steps,
            List<Buffer> params,
            Map<Buffer, Storage> fixed,
            Set<Buffer> results) {
        var plan = new BufferPlan(fixed);
        params.stream().filter(param -> !fixed.containsKey(param)).forEach(plan::place);
        var keep = new HashSet<>(results);
        keep.addAll(params);
        plan.walk(List.copyOf(steps), keep);
        return plan;
    }

    private void place(Buffer buffer) {
        live.add(buffer);
        slots.put(buffer, planner.allocate(buffer.type().dtype(), buffer.type().shape().size()));
    }

    /**
     * Places what the steps make and frees it behind its last use.
     *
     * @param keep what lives on behind the steps
     */
    private void walk(List<ScheduledStep> steps, Set<Buffer> keep) {
        var lastUses = Lifetimes.lastUses(steps);
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            switch (step) {
                case ScheduledKernel kernel -> kernel(kernel);
                case ScheduledLoop loop -> loop(loop);
                case ScheduledBranch branch -> {
                    placeAll(branch.lasting());
                    region(branch.then(), Set.of());
                    region(branch.otherwise(), Set.of());
                }
            }
            for (var buffer : Lifetimes.touched(step)) {
                if (lastUses.get(buffer) == i && !keep.contains(buffer)) {
                    free(buffer);
                }
            }
        }
    }

    private void kernel(ScheduledKernel kernel) {
        placeOnce(kernel.node().result());
        var type = LowerKernel.scratch(kernel);
        if (type != null) {
            var slot = planner.allocate(type, Dim.of(Split.SCRATCH));
            scratch.put(kernel, slot);
            planner.free(slot);
        }
    }

    private void loop(ScheduledLoop loop) {
        placeAll(loop.lasting());
        if (loop.trip() instanceof ScheduledLoop.Test(var steps, var holds)) {
            region(steps, Set.of(holds));
            free(holds);
        }
        region(loop.body(), Set.of());
    }

    /** What lives already lives on through the region; what it makes ends with it. */
    private void region(List<ScheduledStep> steps, Set<Buffer> results) {
        var keep = new HashSet<>(live);
        keep.addAll(results);
        walk(steps, keep);
    }

    /** In the order of their numbers: the order of a set differs from run to run. */
    private void placeAll(Set<Buffer> buffers) {
        buffers.stream().sorted(Comparator.comparingInt(Buffer::id)).forEach(this::placeOnce);
    }

    private void placeOnce(Buffer buffer) {
        if (!fixed.containsKey(buffer) && !slots.containsKey(buffer)) {
            place(buffer);
        }
    }

    private void free(Buffer buffer) {
        if (live.remove(buffer)) {
            planner.free(slots.get(buffer));
        }
    }

    public Storage storage(Buffer buffer) {
        var place = fixed.get(buffer);
        if (place != null) {
            return place;
        }
        var slot = slots.get(buffer);
        return new Storage.Scratch(slot.type(), planner.offset(slot));
    }

    /** The scratch elements of a step. */
    public Storage scratch(ScheduledKernel step) {
        var slot = scratch.get(step);
        return new Storage.Scratch(slot.type(), planner.offset(slot));
    }

    public Map<DType, Dim> workspace() {
        return planner.totals();
    }
}
