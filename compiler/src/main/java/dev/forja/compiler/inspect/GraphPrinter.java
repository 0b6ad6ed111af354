package dev.forja.compiler.inspect;

import dev.forja.ir.text.KernelPrinter;
import dev.forja.passes.kernel.BranchStep;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.kernel.LoopStep;
import dev.forja.passes.kernel.Step;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Prints a kernel graph for people: kernels with their buffers, indented by control flow. */
final class GraphPrinter {
    private final PrintWriter out;

    GraphPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(KernelGraph graph) {
        steps(graph, "");
    }

    private void steps(KernelGraph graph, String indent) {
        graph.nodes().forEach(step -> step(step, indent));
        graph.updates()
                .forEach((next, target) -> out.println(indent + "next " + target + " = " + next));
    }

    private void step(Step step, String indent) {
        var inside = indent + "  ";
        switch (step) {
            case KernelNode(var kernel, var operands, var result) -> {
                out.print(KernelPrinter.print(kernel).indent(indent.length()));
                out.println(
                        indent
                                + "    // "
                                + operands.stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(", "))
                                + " -> "
                                + result);
            }
            case LoopStep(LoopStep.Count(var variable, var length), var body) -> {
                out.println(indent + "for " + variable + " < " + length + " {");
                steps(body, inside);
                out.println(indent + "}");
            }
            case LoopStep(LoopStep.Test(var test), var body) -> {
                out.println(indent + "while {");
                steps(test, inside);
                out.println(inside + "holds " + test.outputs().getFirst().buffer());
                out.println(indent + "} do {");
                steps(body, inside);
                out.println(indent + "}");
            }
            case BranchStep(var condition, var then, var otherwise) -> {
                out.println(indent + "if " + condition + " {");
                steps(then, inside);
                out.println(indent + "} else {");
                steps(otherwise, inside);
                out.println(indent + "}");
            }
        }
    }
}
