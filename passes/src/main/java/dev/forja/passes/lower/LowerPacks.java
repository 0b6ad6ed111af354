package dev.forja.passes.lower;

import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.Storage;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.kernel.Step;
import dev.forja.passes.memory.BufferPlan;
import dev.forja.passes.schedule.ChooseSchedule;
import dev.forja.passes.schedule.ScheduleChoice;
import dev.forja.passes.schedule.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The function that runs when parameters are put into service: it fills in the constants that calls
 * read. What only leads to them lies in a workspace.
 */
final class LowerPacks {
    private LowerPacks() {}

    static LoweredFunction of(
            PackTable packs, ParameterLayout layout, MethodTable methods, Target target) {
        var buffers = new HashMap<Integer, Buffer>();
        var fixed = new HashMap<Buffer, Storage>();
        var nodes = new ArrayList<Step>();
        for (int number : packs.needed()) {
            var value = packs.value(number);
            var buffer = new Buffer(number, "constant" + number, value.type());
            buffers.put(number, buffer);
            if (packs.isKept(number)) {
                fixed.put(buffer, new Storage.Packed(packs.offset(number)));
            }
            switch (value) {
                case PackTable.Parameter(var name, var type) ->
                        fixed.put(buffer, new Storage.Parameter(type.dtype(), layout.offset(name)));
                case PackTable.Computed(var writers) ->
                        writers.forEach(writer -> nodes.add(node(writer, buffer, buffers)));
            }
        }
        ScheduleChoice choice = ChooseSchedule::of;
        var ids = new int[] {packs.needed().stream().mapToInt(n -> n + 1).max().orElse(0)};
        var scheduling =
                new ScheduleSteps(
                        target.serial(),
                        choice.checked(),
                        Constants.none(nodes),
                        fixed,
                        () -> ids[0]++);
        var steps = scheduling.of(nodes);
        var plan = BufferPlan.of(steps, List.of(), fixed, Set.of());
        return new LoweredFunction(
                "pack",
                LoweredFunction.Kind.PACK,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new CallSteps(methods, plan, plan::storage).of(steps),
                plan.workspace());
    }

    private static KernelNode node(
            PackTable.Writer writer, Buffer result, Map<Integer, Buffer> buffers) {
        return new KernelNode(
                writer.kernel(), writer.operands().stream().map(buffers::get).toList(), result);
    }
}
