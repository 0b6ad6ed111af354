package dev.forja.passes.memory;

import dev.forja.ir.lowered.Storage;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.loops.LowerKernel;
import dev.forja.passes.schedule.ScheduledKernel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where every buffer of a function lies. Buffers without a fixed place share the workspace by their
 * lifetimes: from the first kernel that writes one to the last that reads it.
 */
public final class BufferPlan {
    private static final long SCRATCH_ELEMENTS = 32;

    private final Map<Buffer, Storage> fixed;
    private final Map<Buffer, ScratchPlanner.Slot> slots = new HashMap<>();
    private final Map<Integer, ScratchPlanner.Slot> scratch = new HashMap<>();
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
            List<ScheduledKernel> steps,
            List<Buffer> params,
            Map<Buffer, Storage> fixed,
            Set<Buffer> results) {
        var plan = new BufferPlan(fixed);
        params.stream().filter(param -> !fixed.containsKey(param)).forEach(plan::place);
        var keep = new HashSet<>(results);
        keep.addAll(params);
        plan.walk(steps, keep);
        return plan;
    }

    private void place(Buffer buffer) {
        slots.put(buffer, planner.allocate(buffer.type().dtype(), buffer.type().shape().size()));
    }

    private void walk(List<ScheduledKernel> steps, Set<Buffer> keep) {
        var lastUse = new HashMap<Buffer, Integer>();
        for (int i = 0; i < steps.size(); i++) {
            var node = steps.get(i).node();
            lastUse.put(node.result(), i);
            for (var operand : node.operands()) {
                lastUse.put(operand, i);
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            var node = steps.get(i).node();
            if (!fixed.containsKey(node.result()) && !slots.containsKey(node.result())) {
                place(node.result());
            }
            var type = LowerKernel.scratch(steps.get(i));
            if (type != null) {
                var slot = planner.allocate(type, Dim.of(SCRATCH_ELEMENTS));
                scratch.put(i, slot);
                planner.free(slot);
            }
            var ended = new HashSet<>(node.operands());
            ended.add(node.result());
            for (var buffer : node.operands()) {
                if (ended.remove(buffer)) {
                    release(buffer, i, lastUse, keep);
                }
            }
            if (ended.remove(node.result())) {
                release(node.result(), i, lastUse, keep);
            }
        }
    }

    private void release(Buffer buffer, int step, Map<Buffer, Integer> lastUse, Set<Buffer> keep) {
        if (lastUse.get(buffer) == step && slots.containsKey(buffer) && !keep.contains(buffer)) {
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
    public Storage scratch(int step) {
        var slot = scratch.get(step);
        return new Storage.Scratch(slot.type(), planner.offset(slot));
    }

    public Map<DType, Dim> workspace() {
        return planner.totals();
    }
}
