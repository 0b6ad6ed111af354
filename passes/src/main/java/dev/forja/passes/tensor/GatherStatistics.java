package dev.forja.passes.tensor;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.AdaptsInTraining;
import dev.forja.passes.pipeline.Pass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Training: normalisation takes the statistics of the batch, and where its own are parameters of
 * the function they get their next values. A layer that is applied twice updates them twice.
 */
public final class GatherStatistics implements Pass {
    @Override
    public String doc() {
        return "lets normalisation use and gather the statistics of the batch";
    }

    @Override
    public Function run(Function function) {
        if (function.nodes().stream().noneMatch(node -> node.op() instanceof AdaptsInTraining)) {
            return function;
        }
        var builder = new FunctionBuilder(function.name());
        var values = new HashMap<Value, Value>();
        for (var param : function.params()) {
            values.put(param, builder.param(function, param));
        }
        var params = List.copyOf(values.values());
        var running = new LinkedHashMap<Value, Value>();
        Rebuild.finish(
                function, builder, values, (b, node, x) -> replace(b, node, x, params, running));
        running.forEach(builder::update);
        return builder.build();
    }

    private static List<Value> replace(
            FunctionBuilder builder,
            Node node,
            List<Value> operands,
            List<Value> params,
            Map<Value, Value> running) {
        if (!(node.op() instanceof AdaptsInTraining op)) {
            return null;
        }
        var latest = new ArrayList<>(operands);
        op.statistics()
                .forEach(
                        at -> latest.set(at, running.getOrDefault(latest.get(at), latest.get(at))));
        var results = builder.node(op.adapting(), latest).results();
        int next = node.results().size();
        for (int at : op.statistics()) {
            var statistic = operands.get(at);
            if (params.contains(statistic)) {
                running.put(statistic, results.get(next));
            }
            next++;
        }
        return results.subList(0, node.results().size());
    }
}
