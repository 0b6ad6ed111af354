package dev.forja.passes.lower;

import dev.forja.ir.graph.Role;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.Storage;
import dev.forja.ir.type.Dim;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.CopyKernels;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.Step;
import dev.forja.passes.memory.BufferPlan;
import dev.forja.passes.memory.OrderUpdates;
import dev.forja.passes.schedule.ScheduleChoice;
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
    private final Map<String, List<Dim>> bounds;
    private int nextId;

    LowerFunction(
            LowerModel.Unit unit,
            Target target,
            ParameterLayout layout,
            MethodTable methods,
            PackTable packs,
            ScheduleChoice choice) {
        this.graph = unit.kernels();
        this.kind = unit.kind();
        this.bounds = unit.bounds();
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
        var constants = constants(ordered.nodes());
        var scheduling = new ScheduleSteps(target, choice, constants, fixed, () -> nextId++);
        var steps = new ArrayList<>(scheduling.of(constants.rest()));
        for (var next : ordered.indirect()) {
            var copy = CopyKernels.flat(next, graph.updates().get(next));
            steps.add(ScheduleSteps.plain(copy, target));
        }
        var plan = BufferPlan.of(steps, graph.params(), fixed, results());
        return new LoweredFunction(
                graph.name(),
                kind,
                inputs(),
                List.copyOf(graph.symbols()),
                outputs(plan),
                scalars(plan),
                new CallSteps(
                                methods,
                                plan,
                                buffer ->
                                        constants
                                                .storage(buffer)
                                                .orElseGet(() -> plan.storage(buffer)))
                        .of(steps),
                plan.workspace());
    }

    /** Parameters don't change between the calls of an entry. */
    private Constants constants(List<Step> steps) {
        return kind == LoweredFunction.Kind.ENTRY
                ? Constants.of(graph, steps, packs)
                : Constants.none(steps);
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

    private List<LoweredFunction.Argument> inputs() {
        return graph.params().stream()
                .filter(param -> graph.roles().get(param) == Role.INPUT)
                .map(param ->
                        new LoweredFunction.Argument(
                                param.name(),
                                param.type(),
                                bounds.getOrDefault(param.name(), List.of())))
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
