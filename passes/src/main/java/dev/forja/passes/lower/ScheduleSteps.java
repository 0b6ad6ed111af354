package dev.forja.passes.lower;

import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.lowered.Storage;
import dev.forja.passes.kernel.BranchStep;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.CopyKernels;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.kernel.LoopStep;
import dev.forja.passes.kernel.Rename;
import dev.forja.passes.kernel.Step;
import dev.forja.passes.loops.KernelSymbols;
import dev.forja.passes.memory.OrderUpdates;
import dev.forja.passes.schedule.ApplyPacks;
import dev.forja.passes.schedule.ChooseSchedule;
import dev.forja.passes.schedule.ScheduleChoice;
import dev.forja.passes.schedule.ScheduledBranch;
import dev.forja.passes.schedule.ScheduledKernel;
import dev.forja.passes.schedule.ScheduledLoop;
import dev.forja.passes.schedule.ScheduledStep;
import dev.forja.passes.schedule.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Schedules the steps of a function and adds the copies that the schedules ask for: constants are
 * packed at load, other operands by a kernel, outside of every loop that doesn't change them.
 */
final class ScheduleSteps {
    private final Target target;
    private final ScheduleChoice choice;
    private final Constants constants;
    private final Map<Buffer, Storage> fixed;
    private final IntSupplier ids;

    /**
     * @param constants buffers that don't change between calls; their copies are made at load
     * @param fixed receives where those lie
     * @param ids supplies numbers of new buffers
     */
    ScheduleSteps(
            Target target,
            ScheduleChoice choice,
            Constants constants,
            Map<Buffer, Storage> fixed,
            IntSupplier ids) {
        this.target = target;
        this.choice = choice;
        this.constants = constants;
        this.fixed = fixed;
        this.ids = ids;
    }

    /** The steps, in the given order. */
    List<ScheduledStep> of(List<Step> steps) {
        var scope = new Scope(null, Set.of(), "");
        steps.forEach(step -> schedule(step, scope));
        return scope.steps;
    }

    private record PackKey(Buffer source, Kernel kernel) {}

    /** A list of steps under construction, inside of others. */
    private static final class Scope {
        final Scope outer;
        final Set<Buffer> changed;
        final String position;
        final List<ScheduledStep> steps = new ArrayList<>();
        final Map<PackKey, Buffer> copies = new HashMap<>();

        /**
         * @param outer the scope around a loop; null where copies have to stay inside
         * @param changed what the loop changes
         * @param position the variable that counts the loop's passes; empty where there is none
         */
        Scope(Scope outer, Set<Buffer> changed, String position) {
            this.outer = outer;
            this.changed = changed;
            this.position = position;
        }

        /**
         * The outermost scope in which a copy is good for all passes.
         *
         * @param symbols what the copying kernel mentions
         */
        Scope home(Buffer source, Set<String> symbols) {
            var home = this;
            while (home.outer != null
                    && !home.changed.contains(source)
                    && !symbols.contains(home.position)) {
                home = home.outer;
            }
            return home;
        }
    }

    private void schedule(Step step, Scope scope) {
        switch (step) {
            case KernelNode node -> schedule(node, scope);
            case LoopStep loop -> scope.steps.add(loop(loop, scope));
            case BranchStep(var condition, var then, var otherwise) ->
                    scope.steps.add(
                            new ScheduledBranch(
                                    condition,
                                    of(then.nodes()),
                                    of(otherwise.nodes()),
                                    results(then)));
        }
    }

    private static Set<Buffer> results(KernelGraph graph) {
        var results = new HashSet<Buffer>();
        graph.outputs().forEach(output -> results.add(output.buffer()));
        return results;
    }

    private ScheduledLoop loop(LoopStep loop, Scope scope) {
        var body = loop.body();
        var ordered = OrderUpdates.of(body);
        var inPlace = new LinkedHashMap<Buffer, Buffer>();
        body.updates()
                .forEach((next, carried) -> {
                    if (!ordered.indirect().contains(next)) {
                        inPlace.put(next, carried);
                    }
                });
        var changed = new HashSet<>(body.updates().values());
        ordered.nodes().forEach(step -> changed.addAll(step.writes()));
        var position = loop.trip() instanceof LoopStep.Count(var variable, _) ? variable : "";
        var inner = new Scope(scope, changed, position);
        Rename.of(ordered.nodes(), inPlace).forEach(step -> schedule(step, inner));
        for (var next : ordered.indirect()) {
            inner.steps.add(plain(CopyKernels.flat(next, body.updates().get(next)), target));
        }
        var lasting = results(body);
        lasting.addAll(body.updates().values());
        return new ScheduledLoop(trip(loop.trip(), changed, scope), inner.steps, lasting);
    }

    private ScheduledLoop.Trip trip(LoopStep.Trip trip, Set<Buffer> changed, Scope scope) {
        return switch (trip) {
            case LoopStep.Count(var variable, var length) ->
                    new ScheduledLoop.Count(variable, length);
            case LoopStep.Test(var test) -> {
                var inner = new Scope(scope, changed, "");
                test.nodes().forEach(step -> schedule(step, inner));
                yield new ScheduledLoop.Test(inner.steps, test.outputs().getFirst().buffer());
            }
        };
    }

    private void schedule(KernelNode node, Scope scope) {
        var known = new HashSet<Integer>();
        for (int i = 0; i < node.operands().size(); i++) {
            if (constants.isConstant(node.operands().get(i))) {
                known.add(i);
            }
        }
        var schedule = choice.choose(node.kernel(), target, known);
        var applied = ApplyPacks.of(node, schedule, ids);
        var operands = new ArrayList<>(applied.scheduled().node().operands());
        for (var packing : applied.packings()) {
            var symbols = KernelSymbols.of(packing.kernel());
            var home = scope.home(packing.source(), symbols);
            var key = new PackKey(packing.source(), packing.kernel());
            var copied = home.copies.get(key);
            if (copied != null) {
                operands.replaceAll(operand -> operand.equals(packing.packed()) ? copied : operand);
                continue;
            }
            home.copies.put(key, packing.packed());
            if (constants.isConstant(packing.source()) && symbols.isEmpty()) {
                var place = constants.copy(packing.source(), packing.kernel());
                fixed.put(packing.packed(), place);
            } else {
                var copy =
                        new KernelNode(
                                packing.kernel(), List.of(packing.source()), packing.packed());
                home.steps.add(plain(copy, target));
            }
        }
        scope.steps.add(
                new ScheduledKernel(
                        new KernelNode(node.kernel(), operands, node.result()),
                        schedule,
                        applied.scheduled().layouts()));
    }

    static ScheduledKernel plain(KernelNode node, Target target) {
        var kernel = PrepareKernels.of(node.kernel());
        return new ScheduledKernel(
                new KernelNode(kernel, node.operands(), node.result()),
                ChooseSchedule.of(kernel, target, Set.of()),
                Map.of());
    }
}
