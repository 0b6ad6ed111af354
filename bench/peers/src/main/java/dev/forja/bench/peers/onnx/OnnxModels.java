package dev.forja.bench.peers.onnx;

import dev.forja.bench.engine.Problem;
import dev.forja.bench.workload.Task;
import dev.forja.bench.workload.Task.Layer;
import java.util.List;
import java.util.Map;

/** The model of a problem as an ONNX file, with our parameters and fixed sizes. */
public final class OnnxModels {
    private OnnxModels() {}

    /** The name of an input. */
    public static String input(int index) {
        return "input_" + index;
    }

    /** The file's bytes. */
    public static byte[] of(Problem problem) {
        return switch (problem.workload().task()) {
            case Task.Product product -> product(product, problem);
            case Task.Network network -> network(network, problem);
        };
    }

    private static byte[] product(Task.Product product, Problem problem) {
        var graph = new OnnxGraph();
        var inputs =
                List.of(
                        graph.input(input(0), problem.shape(0)),
                        graph.input(input(1), problem.shape(1)));
        boolean isPlain = !product.leftTransposed() && !product.rightTransposed();
        var result =
                isPlain
                        ? graph.node("MatMul", Map.of(), inputs)
                        : graph.node(
                                "Gemm",
                                Map.of(
                                        "transA", product.leftTransposed() ? 1 : 0,
                                        "transB", product.rightTransposed() ? 1 : 0),
                                inputs);
        return graph.model(result, product.m(), product.n());
    }

    private static byte[] network(Task.Network network, Problem problem) {
        var graph = new OnnxGraph();
        var value = graph.input(input(0), problem.shape(0));
        for (var layer : network.layers()) {
            value = layer(graph, value, layer, problem);
        }
        return graph.model(value, problem.workload().rows(), network.layers().getLast().units());
    }

    private static String layer(OnnxGraph graph, String x, Layer layer, Problem problem) {
        var parameters = problem.parameters();
        var weights =
                graph.constant(
                        layer.weights(),
                        parameters.floats(layer.weights()),
                        layer.inputs(),
                        layer.units());
        var sum =
                layer.bias().isEmpty()
                        ? graph.node("MatMul", Map.of(), List.of(x, weights))
                        : graph.node(
                                "Gemm",
                                Map.of(),
                                List.of(
                                        x,
                                        weights,
                                        graph.constant(
                                                layer.bias(),
                                                parameters.floats(layer.bias()),
                                                layer.units())));
        return switch (layer.activation()) {
            case NONE -> sum;
            case RELU -> graph.node("Relu", Map.of(), List.of(sum));
            case SIGMOID -> graph.node("Sigmoid", Map.of(), List.of(sum));
            case SOFTMAX -> graph.node("Softmax", Map.of("axis", -1), List.of(sum));
        };
    }
}
