package dev.forja.frontend.onnx.export;

import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph that is being written: the model's own, or that of a node's attribute. */
final class Draft {
    /** A node; attributes are values as {@code OnnxTarget.Call} takes them, or a {@link Draft}. */
    record Node(
            String operator,
            List<Name> inputs,
            List<Name> outputs,
            Map<String, Object> attributes) {
        Node(String operator, List<Name> inputs) {
            this(operator, List.copyOf(inputs), new ArrayList<>(), new LinkedHashMap<>());
        }

        /** What it reads: its inputs, and what its subgraphs read from around them. */
        Set<Name> reads() {
            var read = new HashSet<>(inputs);
            for (var attribute : attributes.values()) {
                if (attribute instanceof Draft graph) {
                    read.addAll(graph.reads());
                }
            }
            return read;
        }
    }

    /** An input or output of the graph. */
    record Port(Name name, TensorType type) {}

    private final String title;
    private final List<Port> inputs = new ArrayList<>();
    private final List<Port> outputs = new ArrayList<>();
    private List<Node> nodes = new ArrayList<>();

    Draft(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    List<Port> inputs() {
        return inputs;
    }

    List<Port> outputs() {
        return outputs;
    }

    List<Node> nodes() {
        return nodes;
    }

    Name input(String name, TensorType type) {
        var input = new Name(name);
        inputs.add(new Port(input, type));
        return input;
    }

    /**
     * Declares an output. It is the result of a node of this graph and of no other output, as ONNX
     * wants it.
     */
    void output(String name, Name value, TensorType type) {
        boolean isOwn =
                !value.isOutput()
                        && nodes.stream().anyMatch(node -> node.outputs().contains(value));
        var output = value;
        if (!isOwn) {
            var identity = new Node("Identity", List.of(value));
            output = new Name(name);
            identity.outputs().add(output);
            nodes.add(identity);
        }
        output.asOutput(name);
        outputs.add(new Port(output, type));
    }

    /** Drops the nodes that no output needs. */
    void prune() {
        var read = new HashSet<Name>();
        outputs.forEach(port -> read.add(port.name()));
        var kept = new ArrayList<Node>();
        for (var node : nodes.reversed()) {
            if (node.outputs().stream().anyMatch(read::contains)) {
                for (var attribute : node.attributes().values()) {
                    if (attribute instanceof Draft graph) {
                        graph.prune();
                    }
                }
                read.addAll(node.reads());
                kept.add(node);
            }
        }
        nodes = new ArrayList<>(kept.reversed());
    }

    /** All names that its nodes and outputs mention. */
    Set<Name> reads() {
        var read = new HashSet<Name>();
        outputs.forEach(port -> read.add(port.name()));
        nodes.forEach(node -> read.addAll(node.reads()));
        return read;
    }
}
