package dev.forja.passes.lower;

import dev.forja.ir.graph.Role;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.lowered.KernelCall;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.Storage;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.loops.LowerKernel;
import dev.forja.passes.memory.BufferPlan;
import dev.forja.passes.memory.OrderUpdates;
import dev.forja.passes.schedule.ApplyPacks;
import dev.forja.passes.schedule.ChooseSchedule;
import dev.forja.passes.schedule.Schedule;
import dev.forja.passes.schedule.ScheduledKernel;
import dev.forja.passes.schedule.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lowers one prepared kernel graph for one target: schedules, packs, orders, places and calls its
 * kernels.
 */
final class LowerFunction {
    private final KernelGraph graph;
    private final LoweredFunction.Kind kind;
    private final Target target;
    private final ParameterLayout layout;
    private final MethodTable methods;
    private final PackTable packs;
    private final ScheduleChoice choice;
    private int nextId;

    /** How a schedule is chosen; tests put in their own. */
    interface ScheduleChoice {
        Schedule choose(Kernel kernel, Target target, Set<Integer> constants);
    }

    LowerFunction(
            KernelGraph graph,
            LoweredFunction.Kind kind,
            Target target,
            ParameterLayout layout,
            MethodTable methods,
            PackTable packs,
            ScheduleChoice choice) {
        this.graph = graph;
        this.kind = kind;
        this.target = target;
        this.layout = layout;
        this.methods = methods;
        this.packs = packs;
        this.choice = choice;
        this.nextId = graph.nextId();
    }

    LoweredFunction lower() {
        var ordered = OrderUpdates.of(graph);
        var fixed = fixedStorage(ordered.indirect());
        var steps = new ArrayList<ScheduledKernel>();
        var packedCopies = new HashMap<PackKey, Buffer>();
        for (var node : ordered.nodes()) {
            schedule(node, steps, fixed, packedCopies);
        }
        for (var next : ordered.indirect()) {
            steps.add(plain(copyBack(next, graph.updates().get(next))));
        }
        var plan = BufferPlan.of(steps, graph.params(), fixed, results());
        var calls = new ArrayList<KernelCall>();
        for (int i = 0; i < steps.size(); i++) {
            call(steps.get(i), i, plan, calls);
        }
        return new LoweredFunction(
                graph.name(),
                kind,
                inputs(),
                List.copyOf(graph.symbols()),
                outputs(plan),
                scalars(plan),
                calls,
                plan.workspace());
    }

    private record PackKey(Buffer source, Kernel kernel) {}

    private void schedule(
            KernelNode node,
            List<ScheduledKernel> steps,
            Map<Buffer, Storage> fixed,
            Map<PackKey, Buffer> packedCopies) {
        var constants = new HashSet<Integer>();
        for (int i = 0; i < node.operands().size(); i++) {
            if (isConstant(node.operands().get(i))) {
                constants.add(i);
            }
        }
        var schedule = choice.choose(node.kernel(), target, constants);
        var applied = ApplyPacks.of(node, schedule, () -> nextId++);
        var operands = new ArrayList<>(applied.scheduled().node().operands());
        for (var packing : applied.packings()) {
            var key = new PackKey(packing.source(), packing.kernel());
            var known = packedCopies.get(key);
            if (known != null) {
                operands.replaceAll(operand -> operand.equals(packing.packed()) ? known : operand);
                continue;
            }
            packedCopies.put(key, packing.packed());
            if (isConstant(packing.source())) {
                fixed.put(
                        packing.packed(),
                        new Storage.Packed(packs.enter(packing.source().name(), packing)));
            } else {
                steps.add(
                        plain(
                                new KernelNode(
                                        packing.kernel(),
                                        List.of(packing.source()),
                                        packing.packed())));
            }
        }
        steps.add(
                new ScheduledKernel(
                        new KernelNode(node.kernel(), operands, node.result()),
                        schedule,
                        applied.scheduled().layouts()));
    }

    /** Parameters don't change between the calls of an entry. */
    private boolean isConstant(Buffer buffer) {
        return kind == LoweredFunction.Kind.ENTRY && graph.roles().get(buffer) == Role.PARAMETER;
    }

    private ScheduledKernel plain(KernelNode node) {
        return plain(node, target);
    }

    static ScheduledKernel plain(KernelNode node, Target target) {
        var kernel = PrepareKernels.of(node.kernel());
        return new ScheduledKernel(
                new KernelNode(kernel, node.operands(), node.result()),
                ChooseSchedule.of(kernel, target, Set.of()),
                Map.of());
    }

    private static KernelNode copyBack(Buffer from, Buffer to) {
        return CopyKernel.of(from, to);
    }

    private Map<Buffer, Storage> fixedStorage(List<Buffer> indirect) {
        var fixed = new HashMap<Buffer, Storage>();
        int input = 0;
        for (var param : graph.params()) {
            switch (graph.roles().get(param)) {
                case INPUT -> fixed.put(param, new Storage.Input(input++));
                case PARAMETER ->
                        fixed.put(
                                param,
                                new Storage.Parameter(
                                        param.type().dtype(), layout.offset(param.name())));
                case SLOT -> fixed.put(param, new Storage.Slot(layout.slotOffset(graph, param)));
                case RATE, STEP, SEED -> {}
            }
        }
        graph.updates()
                .forEach((next, updated) -> {
                    if (!indirect.contains(next)) {
                        fixed.put(next, fixed.get(updated));
                    }
                });
        if (kind == LoweredFunction.Kind.ENTRY) {
            for (int i = 0; i < graph.outputs().size(); i++) {
                fixed.put(graph.outputs().get(i).buffer(), new Storage.Output(i));
            }
        }
        return fixed;
    }

    /** Buffers that are read after the last kernel. */
    private Set<Buffer> results() {
        var results = new HashSet<Buffer>();
        graph.outputs().forEach(output -> results.add(output.buffer()));
        return results;
    }

    private void call(ScheduledKernel step, int index, BufferPlan plan, List<KernelCall> calls) {
        var buffers = new ArrayList<Storage>();
        step.node().operands().forEach(operand -> buffers.add(plan.storage(operand)));
        buffers.add(plan.storage(step.node().result()));
        if (LowerKernel.scratch(step) != null) {
            buffers.add(plan.scratch(index));
        }
        var location = step.node().kernel().location();
        var names = LowerKernel.of(step).stream().map(methods::enter).toList();
        LowerKernel.split(step)
                .ifPresentOrElse(
                        split -> calls.add(new KernelCall(names, buffers, split, location)),
                        () ->
                                names.forEach(name ->
                                        calls.add(new KernelCall(name, buffers, location))));
    }

    private List<LoweredFunction.Argument> inputs() {
        return graph.params().stream()
                .filter(param -> graph.roles().get(param) == Role.INPUT)
                .map(param -> new LoweredFunction.Argument(param.name(), param.type()))
                .toList();
    }

    private List<LoweredFunction.Output> outputs(BufferPlan plan) {
        return graph.outputs().stream()
                .map(o -> new LoweredFunction.Output(o.name(), o.type(), plan.storage(o.buffer())))
                .toList();
    }

    private List<LoweredFunction.ScalarInput> scalars(BufferPlan plan) {
        var scalars = new ArrayList<LoweredFunction.ScalarInput>();
        for (var param : graph.params()) {
            var role = graph.roles().get(param);
            if (role == Role.RATE || role == Role.STEP || role == Role.SEED) {
                scalars.add(
                        new LoweredFunction.ScalarInput(
                                role, (Storage.Scratch) plan.storage(param)));
            }
        }
        return scalars;
    }
}
