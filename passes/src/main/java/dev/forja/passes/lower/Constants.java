package dev.forja.passes.lower;

import dev.forja.ir.graph.Role;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.lowered.Storage;
import dev.forja.ir.type.DType;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.KernelGraph;
import dev.forja.passes.kernel.KernelNode;
import dev.forja.passes.kernel.Step;
import dev.forja.passes.loops.KernelSymbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The buffers of a function that are the same in every call: parameters of an entry, and what is
 * computed from parameters alone, for which calls then have no kernels.
 */
final class Constants {
    private final PackTable packs;

    /** The number of each constant in the table. */
    private final Map<Buffer, Integer> numbers = new HashMap<>();

    private final List<Step> rest = new ArrayList<>();

    private Constants(PackTable packs) {
        this.packs = packs;
    }

    /** No buffer at all: what trains changes its parameters. */
    static Constants none(List<Step> steps) {
        var constants = new Constants(new PackTable());
        constants.rest.addAll(steps);
        return constants;
    }

    /**
     * Those of an entry.
     *
     * @param steps in order of execution
     * @param packs receives what is computed when parameters are put into service
     */
    static Constants of(KernelGraph graph, List<Step> steps, PackTable packs) {
        var constants = new Constants(packs);
        graph.roles()
                .forEach((buffer, role) -> {
                    if (role == Role.PARAMETER) {
                        constants.enter(
                                buffer, new PackTable.Parameter(buffer.name(), buffer.type()));
                    }
                });
        constants.collect(graph, steps);
        return constants;
    }

    private void enter(Buffer buffer, PackTable.Value value) {
        numbers.put(buffer, packs.enter(value));
    }

    private void collect(KernelGraph graph, List<Step> steps) {
        var writers = graph.withNodes(steps).writers();
        var parts = new HashMap<Buffer, List<PackTable.Writer>>();
        for (var step : steps) {
            if (!(step instanceof KernelNode node)
                    || graph.isResult(node.result())
                    || !writers.get(node.result()).stream().allMatch(this::isOfConstants)) {
                rest.add(step);
                continue;
            }
            var operands = node.operands().stream().map(numbers::get).toList();
            var all = parts.computeIfAbsent(node.result(), _ -> new ArrayList<>());
            all.add(new PackTable.Writer(node.kernel(), operands));
            if (all.size() == writers.get(node.result()).size()) {
                enter(node.result(), new PackTable.Computed(all));
            }
        }
    }

    /** Calls read their constants out of an array of f32. */
    private boolean isOfConstants(Step step) {
        return step instanceof KernelNode(var kernel, var operands, var result)
                && result.type().dtype() == DType.F32
                && !kernel.accumulates()
                && numbers.keySet().containsAll(operands)
                && KernelSymbols.of(kernel).isEmpty();
    }

    /** The steps that calls run. */
    List<Step> rest() {
        return rest;
    }

    boolean isConstant(Buffer buffer) {
        return numbers.containsKey(buffer);
    }

    /** Where a constant that is computed lies. */
    Optional<Storage> storage(Buffer buffer) {
        var number = numbers.get(buffer);
        return number != null && packs.value(number) instanceof PackTable.Computed
                ? Optional.of(new Storage.Packed(packs.offset(number)))
                : Optional.empty();
    }

    /** Where a copy of a constant lies. */
    Storage copy(Buffer source, Kernel copy) {
        int number = numbers.get(source);
        // Copies are one whatever their readers call them.
        var name =
                packs.value(number) instanceof PackTable.Parameter(var parameter, _)
                        ? parameter
                        : source.name();
        var unnamed =
                new Kernel(
                        name,
                        copy.axes(),
                        copy.operands(),
                        copy.result(),
                        copy.store(),
                        copy.accumulates(),
                        copy.body(),
                        copy.combiner(),
                        copy.order(),
                        copy.epilogue(),
                        copy.location());
        var writer = new PackTable.Writer(PrepareKernels.of(unnamed), List.of(number));
        return new Storage.Packed(
                packs.offset(packs.enter(new PackTable.Computed(List.of(writer)))));
    }
}
