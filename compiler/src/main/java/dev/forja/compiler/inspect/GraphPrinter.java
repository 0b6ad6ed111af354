package dev.forja.compiler.inspect;

import dev.forja.ir.text.KernelPrinter;
import dev.forja.passes.kernel.BranchStep;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.kernel.LoopStep;
import dev.forja.passes.kernel.Step;
import java.util.stream.Collectors;

/** Prints a kernel graph for people: kernels with their buffers, indented by control flow. */
final class GraphPrinter {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private GraphPrinter() {}

    static String text(KernelGraph graph) {
        var printer = new GraphPrinter();
        printer.steps(graph, "");
        return printer.text.toString();
    }

    private void line(String indent, String line) {
        text.append(indent).append(line).append('\n');
    }

    private void steps(KernelGraph graph, String indent) {
        graph.nodes().forEach(step -> step(step, indent));
        if (graph.params().isEmpty()) {
            graph.updates()
                    .forEach((next, target) -> line(indent, "next " + target + " = " + next));
        }
    }

    private void step(Step step, String indent) {
        switch (step) {
            case KernelNode(var kernel, var operands, var result) -> {
                KernelPrinter.print(kernel).lines().forEach(line -> line(indent, line));
                var names =
                        operands.stream().map(Object::toString).collect(Collectors.joining(", "));
                line(indent, "    // " + names + " -> " + result);
            }
            case LoopStep(LoopStep.Count(var variable, var length), var body) -> {
                line(indent, "for " + variable + " < " + length + " {");
                steps(body, indent + INDENT);
                line(indent, "}");
            }
            case LoopStep(LoopStep.Test(var test), var body) -> {
                line(indent, "while {");
                steps(test, indent + INDENT);
                line(indent + INDENT, "holds " + test.outputs().getFirst().buffer());
                line(indent, "} do {");
                steps(body, indent + INDENT);
                line(indent, "}");
            }
            case BranchStep(var condition, var then, var otherwise) -> {
                line(indent, "if " + condition + " {");
                steps(then, indent + INDENT);
                line(indent, "} else {");
                steps(otherwise, indent + INDENT);
                line(indent, "}");
            }
        }
    }
}
