package dev.forja.passes.tensor;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.norm.BatchNorm;
import dev.forja.ir.op.norm.BatchNormTraining;
import dev.forja.passes.pipeline.Pass;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Training: batch normalisation takes the statistics of the batch, and where its own are parameters
 * of the function they get their next values. A layer that is applied twice updates them twice.
 */
public final class TrainBatchNorm implements Pass {
    @Override
    public String doc() {
        return "lets batch normalisation use and gather the statistics of the batch";
    }

    @Override
    public Function run(Function function) {
        if (function.nodes().stream().noneMatch(node -> node.op() instanceof BatchNorm)) {
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
        if (!(node.op() instanceof BatchNorm(var axis, var epsilon, var momentum))) {
            return null;
        }
        var mean = operands.get(3);
        var variance = operands.get(4);
        var training =
                builder.node(
                        new BatchNormTraining(axis, epsilon, momentum),
                        List.of(
                                operands.get(0),
                                operands.get(1),
                                operands.get(2),
                                running.getOrDefault(mean, mean),
                                running.getOrDefault(variance, variance)));
        if (params.contains(mean)) {
            running.put(mean, training.results().get(1));
        }
        if (params.contains(variance)) {
            running.put(variance, training.results().get(2));
        }
        return List.of(training.results().getFirst());
    }
}
