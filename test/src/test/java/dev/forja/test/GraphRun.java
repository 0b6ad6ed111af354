package dev.forja.test;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.interp.KernelInterpreter;
import dev.forja.ir.scalar.ScalarEvaluator;
import dev.forja.passes.kernel.BranchStep;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.kernel.LoopStep;
import dev.forja.passes.kernel.Step;
import java.util.HashMap;
import java.util.Map;

/** Runs a kernel graph one element at a time, in the arithmetic of the machine. */
final class GraphRun {
    private final Map<Buffer, Tensor> memory;
    private final Map<String, Long> symbols;

    GraphRun(Map<Buffer, Tensor> memory, Map<String, Long> symbols) {
        this.memory = memory;
        this.symbols = new HashMap<>(symbols);
    }

    void run(KernelGraph graph) {
        graph.nodes().forEach(this::run);
    }

    private void run(Step step) {
        switch (step) {
            case KernelNode node -> kernel(node);
            case LoopStep(LoopStep.Count(var variable, var length), var body) -> {
                body.outputs().forEach(output -> place(output.buffer()));
                for (long i = 0; i < length.evaluate(symbols); i++) {
                    symbols.put(variable, i);
                    pass(body);
                }
            }
            case LoopStep(LoopStep.Test(var test), var body) -> {
                run(test);
                while (isTrue(test.outputs().getFirst().buffer())) {
                    pass(body);
                    run(test);
                }
            }
            case BranchStep(var condition, var then, var otherwise) ->
                    run(isTrue(condition) ? then : otherwise);
        }
    }

    /** All next values are there before the first one replaces an old one. */
    private void pass(KernelGraph body) {
        run(body);
        var next = new HashMap<Buffer, Tensor>();
        body.updates().forEach((from, to) -> next.put(to, copy(memory.get(from))));
        memory.putAll(next);
    }

    private static Tensor copy(Tensor tensor) {
        var copy = Tensor.zeros(tensor.type());
        for (int i = 0; i < tensor.size(); i++) {
            copy.set(i, tensor.get(i));
        }
        return copy;
    }

    private boolean isTrue(Buffer buffer) {
        return memory.get(buffer).integers()[0] != 0;
    }

    private Tensor place(Buffer buffer) {
        return memory.computeIfAbsent(buffer, b -> Tensor.zeros(Program.bound(b.type(), symbols)));
    }

    private void kernel(KernelNode node) {
        KernelInterpreter.run(
                node.kernel(),
                node.operands().stream().map(memory::get).toList(),
                place(node.result()),
                symbols,
                ScalarEvaluator.Mode.MACHINE);
    }
}
