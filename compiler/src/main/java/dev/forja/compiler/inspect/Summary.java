package dev.forja.compiler.inspect;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.LoweredModel;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.passes.kernel.BranchStep;
import dev.forja.passes.kernel.KernelCost;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.kernel.LoopStep;
import dev.forja.passes.lower.LowerModel;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A page about a model: parameters, operators, shapes, arithmetic, workspace, bytecode. */
final class Summary {
    private final PrintWriter out;

    Summary(PrintWriter out) {
        this.out = out;
    }

    void show(
            List<LowerModel.Unit> units,
            LoweredModel lowered,
            Map<String, Map<String, Integer>> sizes) {
        var model = lowered.model();
        out.println(
                "model "
                        + (model.packageName().isEmpty() ? "" : model.packageName() + ".")
                        + model.name());
        parameters(lowered);
        units.forEach(unit -> unit(unit, lowered));
        bytecode(sizes);
    }

    private void parameters(LoweredModel lowered) {
        var parameters = lowered.model().parameters();
        long count = parameters.stream().mapToLong(p -> p.type().shape().size().constant()).sum();
        out.printf("%n%d parameters, %,d numbers%n", parameters.size(), count);
        for (var parameter : parameters) {
            out.printf(
                    "  %-24s %-20s %s%s%n",
                    parameter.name(),
                    parameter.type(),
                    parameter.initializer(),
                    parameter.trainable() ? "" : " (frozen)");
        }
    }

    private void unit(LowerModel.Unit unit, LoweredModel lowered) {
        var function = unit.function();
        out.printf("%n%s %s%n", kind(unit.kind()), signature(function));
        var operators = new TreeMap<String, Integer>();
        function.nodes().forEach(node -> operators.merge(node.op().mnemonic(), 1, Integer::sum));
        out.println(
                "  operators  "
                        + operators.entrySet().stream()
                                .map(e -> e.getValue() + " " + e.getKey())
                                .collect(Collectors.joining(", ")));
        out.println("  kernels    " + unit.kernels().kernels().size());
        out.println("  arithmetic " + flops(unit.kernels()) + " operations");
        workspaces(unit, lowered)
                .forEach((size, lanes) ->
                        out.println("  workspace  " + size + " with " + lanes(lanes)));
    }

    /** The workspace sizes of a function, each with the lane counts that need it. */
    private static Map<String, List<Integer>> workspaces(
            LowerModel.Unit unit, LoweredModel lowered) {
        var workspaces = new LinkedHashMap<String, List<Integer>>();
        for (var variant : lowered.variants()) {
            variant.functions().stream()
                    .filter(f -> f.name().equals(unit.name()) && f.kind() == unit.kind())
                    .map(f -> workspace(f.workspace()))
                    .forEach(size ->
                            workspaces
                                    .computeIfAbsent(size, any -> new ArrayList<>())
                                    .add(variant.lanes()));
        }
        return workspaces;
    }

    private static String lanes(List<Integer> lanes) {
        return lanes.stream().map(Object::toString).collect(Collectors.joining(", "))
                + (lanes.equals(List.of(1)) ? " lane" : " lanes");
    }

    private static String kind(LoweredFunction.Kind kind) {
        return switch (kind) {
            case ENTRY -> "entry";
            case LOSS -> "loss";
            case STEP -> "training step";
            case PACK -> "packing";
        };
    }

    private static String signature(Function function) {
        return function.name()
                + function.params(Role.INPUT).stream()
                        .map(p -> p.name() + ": " + p.type())
                        .collect(Collectors.joining(", ", "(", ")"))
                + " -> "
                + function.outputs().stream()
                        .map(Value::type)
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
    }

    /** Of a branch the longer way; of a loop without a known length one pass. */
    private static Dim flops(KernelGraph graph) {
        var sum = Dim.ZERO;
        for (var step : graph.nodes()) {
            sum =
                    sum.plus(
                            switch (step) {
                                case KernelNode node -> flops(node.kernel());
                                case LoopStep(LoopStep.Count(_, var length), var body) ->
                                        flops(body).times(length);
                                case LoopStep(LoopStep.Test(var test), var body) ->
                                        flops(test).plus(flops(body));
                                case BranchStep(_, var then, var otherwise) ->
                                        flops(then).max(flops(otherwise));
                            });
        }
        return sum;
    }

    /** Operations of a kernel; a multiply-add counts as two. */
    private static Dim flops(Kernel kernel) {
        var points = Dim.ONE;
        var results = Dim.ONE;
        for (var axis : kernel.axes()) {
            points = points.times(axis.extent());
            results = axis.isReduction() ? results : results.times(axis.extent());
        }
        var sum = KernelCost.bodyOperations(kernel);
        if (kernel.combiner() != Combiner.NONE) {
            sum = sum.plus(points);
        }
        return sum.plus(results.times(KernelCost.operations(kernel.epilogue())));
    }

    private static String workspace(Map<DType, Dim> workspace) {
        return workspace.isEmpty()
                ? "none"
                : new TreeMap<>(workspace)
                        .entrySet().stream()
                                .map(e -> e.getValue() + " " + e.getKey().text())
                                .collect(Collectors.joining(", "));
    }

    private void bytecode(Map<String, Map<String, Integer>> sizes) {
        out.println("\nbytecode, bytes");
        sizes.forEach((name, methods) -> {
            int total = methods.values().stream().mapToInt(Integer::intValue).sum();
            var largest =
                    methods.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(null);
            out.printf(
                    "  %-40s %6d in %3d methods%s%n",
                    name.substring(name.lastIndexOf('/') + 1),
                    total,
                    methods.size(),
                    largest == null
                            ? ""
                            : ", largest " + largest.getKey() + " " + largest.getValue());
        });
    }
}
