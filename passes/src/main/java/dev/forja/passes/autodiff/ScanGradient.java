package dev.forja.passes.autodiff;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.control.Scan;
import dev.forja.ir.op.math.Add;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Back-propagation through time: the cotangents of a scan are a scan in the other direction. It
 * carries the cotangents of the carried values, reads the saved values of each position, stacks the
 * cotangents of the sequences' elements, and sums those of the captures. Where such a summand is a
 * contraction or a sum, its operands are stacked instead and reduced once, behind the loop (see
 * {@link SummandStacks}).
 */
final class ScanGradient {
    private final FunctionBuilder builder;
    private final Node node;
    private final Scan scan;
    private final Function body;
    private final List<Value> cotangents;
    private final Set<Value> active;

    private final FunctionBuilder inner;
    private final Map<Value, Value> values = new HashMap<>();

    /** Operands of the new scan, as its parameters are made. */
    private final List<Value> carriedOperands = new ArrayList<>();

    private final List<Value> sequenceOperands = new ArrayList<>();
    private final Map<Value, Value> sequenceOf = new HashMap<>();

    /** Saved values of the body by the parameter that holds them. */
    private final Map<Value, Value> saved = new LinkedHashMap<>();

    private ScanGradient(
            FunctionBuilder builder, Node node, List<Value> cotangents, Set<Value> active) {
        this.builder = builder;
        this.node = node;
        this.scan = (Scan) node.op();
        this.body = scan.body();
        this.cotangents = cotangents;
        this.active = active;
        this.inner = new FunctionBuilder(body.name() + "_gradient");
    }

    /** One cotangent per operand; null for those that get none. */
    static List<Value> of(
            FunctionBuilder builder, Node node, List<Value> cotangents, Set<Value> active) {
        return new ScanGradient(builder, node, cotangents, active).build();
    }

    private List<Value> build() {
        var carried = new ArrayList<Integer>();
        for (int i = 0; i < scan.carries(); i++) {
            if (body.params().get(i).type().dtype().isFloat()) {
                carried.add(i);
            }
        }
        var sequences = wanted(scan.carries(), scan.carries() + scan.sequences());
        var captures = wanted(scan.carries() + scan.sequences(), body.params().size());

        var carriedCotangents = carriedParams(carried);
        var sums = sumParams(captures);
        var stackedCotangents = sequenceParams();
        for (int i = scan.carries() + scan.sequences(); i < body.params().size(); i++) {
            values.put(body.params().get(i), inner.param(body, body.params().get(i)));
        }
        inner.inline(body, values);

        var seeds = new LinkedHashMap<Value, List<Value>>();
        for (int i = 0; i < carried.size(); i++) {
            seed(seeds, carried.get(i), carriedCotangents.get(i));
        }
        stackedCotangents.forEach((result, cotangent) -> seed(seeds, result, cotangent));
        var wrt = new ArrayList<Integer>(carried);
        wrt.addAll(sequences);
        wrt.addAll(captures);
        var sources = wrt.stream().map(i -> values.get(body.params().get(i))).toList();
        var gradients = Autodiff.pullBack(inner, seeds, sources);
        return scanBack(carried, sequences, captures, sums, gradients);
    }

    /** Operands in a range that get cotangents. */
    private List<Integer> wanted(int from, int to) {
        var wanted = new ArrayList<Integer>();
        for (int i = from; i < to; i++) {
            if (active.contains(node.operands().get(i))) {
                wanted.add(i);
            }
        }
        return wanted;
    }

    private Value like(String prefix, Value value) {
        return inner.param(prefix + value.name(), value.type(), Role.INPUT, value.location());
    }

    private List<Value> carriedParams(List<Integer> carried) {
        var params = new ArrayList<Value>();
        for (int i : carried) {
            params.add(like("d_", body.params().get(i)));
            var last = cotangents.get(i);
            carriedOperands.add(
                    last == null ? Emit.fill(builder, node.operands().get(i).type(), 0) : last);
        }
        return params;
    }

    private List<Value> sumParams(List<Integer> captures) {
        var params = new ArrayList<Value>();
        for (int i : captures) {
            params.add(like("sum_", body.params().get(i)));
            carriedOperands.add(Emit.fill(builder, node.operands().get(i).type(), 0));
        }
        return params;
    }

    /** Parameters for what each position reads; gives the cotangents of stacked results. */
    private Map<Integer, Value> sequenceParams() {
        var outputs = body.outputs();
        for (int i = 0; i < scan.carries(); i++) {
            var param = body.params().get(i);
            int result = outputs.subList(scan.carries(), outputs.size()).indexOf(param);
            if (result < 0) {
                throw new IllegalStateException("the scan does not save " + param);
            }
            values.put(param, sequence("", param, node.results().get(scan.carries() + result)));
        }
        for (int i = scan.carries(); i < scan.carries() + scan.sequences(); i++) {
            var param = body.params().get(i);
            values.put(param, sequence("", param, node.operands().get(i)));
        }
        var stacked = new LinkedHashMap<Integer, Value>();
        for (int i = scan.carries(); i < outputs.size(); i++) {
            if (cotangents.get(i) != null) {
                stacked.put(i, sequence("d_", outputs.get(i), cotangents.get(i)));
            }
        }
        for (int i = scan.carries(); i < outputs.size(); i++) {
            if (!outputs.get(i).isParameter() && !saved.containsKey(outputs.get(i))) {
                saved.put(
                        outputs.get(i), sequence("saved_", outputs.get(i), node.results().get(i)));
            }
        }
        return stacked;
    }

    private Value sequence(String prefix, Value element, Value whole) {
        var param = like(prefix, element);
        sequenceOperands.add(whole);
        sequenceOf.put(param, whole);
        return param;
    }

    private void seed(Map<Value, List<Value>> seeds, int result, Value cotangent) {
        seeds.computeIfAbsent(values.get(body.outputs().get(result)), _ -> new ArrayList<>())
                .add(cotangent);
    }

    private List<Value> scanBack(
            List<Integer> carried,
            List<Integer> sequences,
            List<Integer> captures,
            List<Value> sums,
            List<Value> gradients) {
        var stacks = new SummandStacks(sequenceOf);
        for (int i = 0; i < carried.size(); i++) {
            output(carried.get(i), gradients.get(i));
        }
        int first = carried.size() + sequences.size();
        var reductions = new ArrayList<SummandStacks.Reduction>();
        for (int i = 0; i < captures.size(); i++) {
            var gradient = gradients.get(first + i);
            var reduction = gradient == null ? null : stacks.reduction(gradient);
            reductions.add(reduction);
            var sum = sums.get(i);
            inner.output(
                    sum.name(),
                    gradient == null || reduction != null
                            ? sum
                            : inner.add(new Add(), sum, gradient));
        }
        for (int i = 0; i < sequences.size(); i++) {
            output(sequences.get(i), gradients.get(carried.size() + i));
        }
        stacks.stacked().forEach(value -> inner.output(value.name(), value));

        var operands = new ArrayList<>(carriedOperands);
        operands.addAll(sequenceOperands);
        operands.addAll(
                node.operands().subList(scan.carries() + scan.sequences(), body.params().size()));
        var back =
                new Scan(
                        withSaved(inner.build()),
                        carriedOperands.size(),
                        sequenceOperands.size(),
                        !scan.reverse());
        var results = builder.node(back, operands).results();
        int stackedFrom = carriedOperands.size() + sequences.size();
        var outer = stacks.results(results.subList(stackedFrom, results.size()));
        var all = new Value[node.operands().size()];
        for (int i = 0; i < carried.size(); i++) {
            all[carried.get(i)] = results.get(i);
        }
        for (int i = 0; i < captures.size(); i++) {
            var reduction = reductions.get(i);
            all[captures.get(i)] =
                    reduction == null
                            ? results.get(carried.size() + i)
                            : reduction.emit(builder, outer);
        }
        for (int i = 0; i < sequences.size(); i++) {
            all[sequences.get(i)] = results.get(carriedOperands.size() + i);
        }
        return Arrays.asList(all);
    }

    private void output(int operand, Value gradient) {
        var param = body.params().get(operand);
        inner.output(
                "d_" + param.name(),
                gradient == null ? Emit.fill(inner, param.type(), 0) : gradient);
    }

    /** Reads saved values instead of computing them again. */
    private Function withSaved(Function function) {
        var copy = new FunctionBuilder(function.name());
        var known = new HashMap<Value, Value>();
        function.params().forEach(param -> known.put(param, copy.param(function, param)));
        var instead = new HashMap<Value, Value>();
        saved.forEach((value, param) -> instead.put(values.get(value), known.get(param)));
        for (var each : function.nodes()) {
            copy.copy(each, known);
            each.results().stream()
                    .filter(instead::containsKey)
                    .forEach(result -> known.put(result, instead.get(result)));
        }
        function.results().forEach(result -> copy.output(result.name(), known.get(result.value())));
        return copy.build();
    }
}
