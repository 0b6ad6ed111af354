package dev.forja.passes.kernel;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.control.If;
import dev.forja.ir.op.control.Scan;
import dev.forja.ir.op.control.While;
import dev.forja.ir.type.Dim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Turns an operator with regions into a loop or a branch. A carried value is one buffer, set before
 * the loop and updated at the end of its body; an element of a sequence is a view at the loop's
 * position; a stacked result is written at that position.
 */
final class BuildControl {
    private final BuildKernels outer;
    private final Node node;

    BuildControl(BuildKernels outer, Node node) {
        this.outer = outer;
        this.node = node;
    }

    void build() {
        switch (node.op()) {
            case Scan scan -> scan(scan);
            case While loop -> loop(loop);
            case If branch -> branch(branch);
            default -> throw new IllegalStateException("no steps for " + node.op().mnemonic());
        }
    }

    private void scan(Scan scan) {
        var types = node.operands().stream().map(Value::type).toList();
        var length = scan.length(types);
        var variable = outer.numbers().nextVariable();
        var position = Dim.symbol(variable);
        if (scan.reverse()) {
            position = length.minus(Dim.ONE).minus(position);
        }
        var carried = carried(scan.carries());
        var body = new BuildKernels(outer.numbers());
        bind(body, scan.body(), carried);
        for (int i = 0; i < scan.sequences(); i++) {
            int number = scan.carries() + i;
            var element = scan.body().params().get(number);
            var slice =
                    CopyKernels.slice(
                            element,
                            types.get(number),
                            position,
                            body.buffer(element),
                            body.newBuffer(element));
            body.nodes().add(slice);
        }
        body.lower(scan.body());
        var values = scan.body().outputs();
        var updates = updates(body, values.subList(0, scan.carries()), carried);
        var outputs = new ArrayList<KernelGraph.Output>();
        for (int i = scan.carries(); i < values.size(); i++) {
            var stacked = node.results().get(i);
            var to = outer.newBuffer(stacked);
            var from = body.buffer(values.get(i));
            body.nodes().add(CopyKernels.stack(values.get(i), stacked.type(), position, from, to));
            outputs.add(new KernelGraph.Output(stacked.name(), to, stacked.type()));
        }
        var trip = new LoopStep.Count(variable, length);
        outer.nodes().add(new LoopStep(trip, graph(scan.body(), body, outputs, updates)));
    }

    private void loop(While loop) {
        var carried = carried(loop.carries());
        var test = new BuildKernels(outer.numbers());
        bind(test, loop.condition(), carried);
        test.lower(loop.condition());
        var holds = loop.condition().outputs().getFirst();
        var buffer = test.own(holds, test.outside(List.of(holds)));
        var condition =
                graph(
                        loop.condition(),
                        test,
                        List.of(new KernelGraph.Output(holds.name(), buffer, holds.type())),
                        Map.of());
        var body = new BuildKernels(outer.numbers());
        bind(body, loop.body(), carried);
        body.lower(loop.body());
        var updates = updates(body, loop.body().outputs(), carried);
        outer.nodes()
                .add(
                        new LoopStep(
                                new LoopStep.Test(condition),
                                graph(loop.body(), body, List.of(), updates)));
    }

    private void branch(If branch) {
        var results = node.results().stream().map(outer::newBuffer).toList();
        var condition = outer.buffer(node.operands().getFirst());
        outer.nodes()
                .add(
                        new BranchStep(
                                condition,
                                side(branch.then(), results),
                                side(branch.otherwise(), results)));
    }

    private KernelGraph side(Function region, List<Buffer> results) {
        var side = new BuildKernels(outer.numbers());
        for (int i = 0; i < region.params().size(); i++) {
            side.bind(region.params().get(i), outer.buffer(node.operands().get(i + 1)));
        }
        side.lower(region);
        var outputs = new ArrayList<KernelGraph.Output>();
        for (int i = 0; i < results.size(); i++) {
            var value = region.outputs().get(i);
            side.nodes().add(CopyKernels.whole(value, side.buffer(value), results.get(i)));
            outputs.add(new KernelGraph.Output(value.name(), results.get(i), value.type()));
        }
        return graph(region, side, outputs, Map.of());
    }

    /** The buffers of the carried values, which stand for the node's first results behind it. */
    private List<Buffer> carried(int count) {
        var carried = new ArrayList<Buffer>();
        for (int i = 0; i < count; i++) {
            var first = node.operands().get(i);
            var buffer = outer.newBuffer(node.results().get(i));
            outer.nodes().add(CopyKernels.whole(first, outer.buffer(first), buffer));
            carried.add(buffer);
        }
        return carried;
    }

    /** Carried buffers for the first parameters of a region, the node's operands for the others. */
    private void bind(BuildKernels region, Function function, List<Buffer> carried) {
        for (int i = 0; i < function.params().size(); i++) {
            region.bind(
                    function.params().get(i),
                    i < carried.size() ? carried.get(i) : outer.buffer(node.operands().get(i)));
        }
    }

    /** Next values by what they replace; each in a buffer that a kernel of the body writes. */
    private static Map<Buffer, Buffer> updates(
            BuildKernels body, List<Value> next, List<Buffer> carried) {
        var updates = new LinkedHashMap<Buffer, Buffer>();
        Set<Buffer> taken = body.outside(next);
        for (int i = 0; i < carried.size(); i++) {
            updates.put(body.own(next.get(i), taken), carried.get(i));
        }
        return updates;
    }

    private static KernelGraph graph(
            Function function,
            BuildKernels region,
            List<KernelGraph.Output> outputs,
            Map<Buffer, Buffer> updates) {
        SequencedSet<String> none = new LinkedHashSet<>();
        return new KernelGraph(
                function.name(), List.of(), Map.of(), region.nodes(), outputs, updates, none);
    }
}
