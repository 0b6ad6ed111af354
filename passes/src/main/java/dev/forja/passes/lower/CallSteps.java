package dev.forja.passes.lower;

import dev.forja.ir.lowered.Branch;
import dev.forja.ir.lowered.KernelCall;
import dev.forja.ir.lowered.Loop;
import dev.forja.ir.lowered.LoweredStep;
import dev.forja.ir.lowered.Storage;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.loops.LowerKernel;
import dev.forja.passes.memory.BufferPlan;
import dev.forja.passes.schedule.ScheduledBranch;
import dev.forja.passes.schedule.ScheduledKernel;
import dev.forja.passes.schedule.ScheduledLoop;
import dev.forja.passes.schedule.ScheduledStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Turns scheduled steps into calls of loop methods on places in memory. */
final class CallSteps {
    private final MethodTable methods;
    private final BufferPlan plan;
    private final Function<Buffer, Storage> storage;

    /**
     * @param methods receives the methods
     * @param storage where each buffer lies
     */
    CallSteps(MethodTable methods, BufferPlan plan, Function<Buffer, Storage> storage) {
        this.methods = methods;
        this.plan = plan;
        this.storage = storage;
    }

    List<LoweredStep> of(List<ScheduledStep> steps) {
        var calls = new ArrayList<LoweredStep>();
        for (var step : steps) {
            switch (step) {
                case ScheduledKernel kernel -> call(kernel, calls);
                case ScheduledLoop(ScheduledLoop.Count(var variable, var length), var body, _) ->
                        calls.add(new Loop(new Loop.Count(variable, length), of(body)));
                case ScheduledLoop(ScheduledLoop.Test(var test, var holds), var body, _) ->
                        calls.add(
                                new Loop(new Loop.Test(of(test), storage.apply(holds)), of(body)));
                case ScheduledBranch(var condition, var then, var otherwise, _) ->
                        calls.add(new Branch(storage.apply(condition), of(then), of(otherwise)));
            }
        }
        return calls;
    }

    private void call(ScheduledKernel step, List<LoweredStep> calls) {
        var buffers = new ArrayList<Storage>();
        step.node().operands().forEach(operand -> buffers.add(storage.apply(operand)));
        buffers.add(storage.apply(step.node().result()));
        if (LowerKernel.scratch(step) != null) {
            buffers.add(plan.scratch(step));
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
}
