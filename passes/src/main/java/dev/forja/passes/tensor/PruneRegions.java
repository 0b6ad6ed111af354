package dev.forja.passes.tensor;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Result;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.control.If;
import dev.forja.ir.op.control.Scan;
import dev.forja.ir.op.control.While;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Drops the results of control flow that nobody reads, and the operands that are then idle. */
final class PruneRegions {
    /**
     * @param op over what is left
     * @param operands positions of the operands that stay
     * @param results positions of the results that stay
     */
    record Pruned(TensorOp op, List<Integer> operands, List<Integer> results) {}

    private final Node node;
    private final Set<Value> needed;

    private PruneRegions(Node node, Set<Value> needed) {
        this.node = node;
        this.needed = needed;
    }

    /**
     * @param needed values that are read behind the node
     */
    static Pruned of(Node node, Set<Value> needed) {
        var prune = new PruneRegions(node, needed);
        return switch (node.op()) {
            case Scan scan -> prune.scan(scan);
            case If branch -> prune.branch(branch);
            case While loop -> prune.loop(loop);
            default -> throw new IllegalStateException("no regions: " + node.op().mnemonic());
        };
    }

    private boolean isRead(int result) {
        return needed.contains(node.results().get(result));
    }

    private static Function withResults(Function region, List<Integer> kept) {
        var results = kept.stream().map(region.results()::get).toList();
        return EliminateDeadCode.of(
                new Function(
                        region.name(), region.params(), region.roles(), region.nodes(), results));
    }

    private static Function withParams(Function region, List<Integer> kept) {
        var params = kept.stream().map(region.params()::get).toList();
        var roles = new HashMap<>(region.roles());
        roles.keySet().retainAll(params);
        return new Function(region.name(), params, roles, region.nodes(), region.results());
    }

    private static Set<Value> reads(Function region) {
        var reads = new HashSet<Value>();
        region.nodes().forEach(inner -> reads.addAll(inner.operands()));
        region.results().stream().map(Result::value).forEach(reads::add);
        return reads;
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private Pruned scan(Scan scan) {
        var results = new ArrayList<>(range(0, scan.carries()));
        range(scan.carries(), node.results().size()).stream()
                .filter(this::isRead)
                .forEach(results::add);
        var carries = new ArrayList<>(results.subList(0, scan.carries()));
        var body = withResults(scan.body(), results);
        // A carried value that only its own next value depends on is idle.
        for (int carry : List.copyOf(carries)) {
            var without = new ArrayList<>(results);
            without.remove((Integer) carry);
            var rest = withResults(scan.body(), without);
            boolean isIdle =
                    !isRead(carry)
                            && !without.isEmpty()
                            && !reads(rest).contains(rest.params().get(carry));
            if (isIdle) {
                results = without;
                carries.remove((Integer) carry);
                body = rest;
            }
        }
        int sequencesEnd = scan.carries() + scan.sequences();
        var reads = reads(body);
        var region = body;
        var sequences =
                new ArrayList<>(
                        range(scan.carries(), sequencesEnd).stream()
                                .filter(i -> reads.contains(region.params().get(i)))
                                .toList());
        if (sequences.isEmpty()) {
            // One is needed for the length.
            sequences.add(scan.carries());
        }
        var operands = new ArrayList<>(carries);
        operands.addAll(sequences);
        range(sequencesEnd, node.operands().size()).stream()
                .filter(i -> reads.contains(region.params().get(i)))
                .forEach(operands::add);
        return new Pruned(
                new Scan(
                        withParams(body, operands),
                        carries.size(),
                        sequences.size(),
                        scan.reverse()),
                operands,
                results);
    }

    private Pruned branch(If branch) {
        var results = range(0, node.results().size()).stream().filter(this::isRead).toList();
        var then = withResults(branch.then(), results);
        var otherwise = withResults(branch.otherwise(), results);
        var reads = reads(then);
        reads.addAll(reads(otherwise));
        var captures =
                range(0, then.params().size()).stream()
                        .filter(i ->
                                reads.contains(then.params().get(i))
                                        || reads.contains(otherwise.params().get(i)))
                        .toList();
        var operands = new ArrayList<Integer>();
        operands.add(0);
        captures.forEach(i -> operands.add(i + 1));
        return new Pruned(
                new If(withParams(then, captures), withParams(otherwise, captures)),
                operands,
                results);
    }

    /** All carried values stay, since the condition may depend on each. */
    private Pruned loop(While loop) {
        var condition = withResults(loop.condition(), List.of(0));
        var body = withResults(loop.body(), range(0, loop.carries()));
        var reads = reads(condition);
        reads.addAll(reads(body));
        var operands = new ArrayList<>(range(0, loop.carries()));
        range(loop.carries(), node.operands().size()).stream()
                .filter(i ->
                        reads.contains(condition.params().get(i))
                                || reads.contains(body.params().get(i)))
                .forEach(operands::add);
        return new Pruned(
                new While(
                        withParams(condition, operands),
                        withParams(body, operands),
                        loop.carries()),
                operands,
                range(0, loop.carries()));
    }
}
