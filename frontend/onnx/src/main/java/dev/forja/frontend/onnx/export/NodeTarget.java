package dev.forja.frontend.onnx.export;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.graph.Function;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the nodes of one operator go.
 *
 * @param title what the results are called in the source; nodes on the way to them are named below
 */
record NodeTarget(
        Written written,
        Draft graph,
        String title,
        List<Name> names,
        List<TensorType> types,
        List<TensorType> resultTypes)
        implements OnnxTarget {

    @Override
    public int operands() {
        return names.size();
    }

    @Override
    public Name operand(int operand) {
        return names.get(operand);
    }

    @Override
    public TensorType type(int operand) {
        return types.get(operand);
    }

    @Override
    public TensorType resultType(int result) {
        return resultTypes.get(result);
    }

    @Override
    public Call node(String operator, List<Ref> inputs) {
        var node = new Draft.Node(operator, names(inputs));
        graph.nodes().add(node);
        return new Setting(node);
    }

    @Override
    public Ref absent() {
        return Name.ABSENT;
    }

    @Override
    public Ref constant(Tensor tensor) {
        return written.initializers().constant(tensor);
    }

    @Override
    public Ref sizes(List<Dim> dims) {
        return written.sizes().vector(dims);
    }

    @Override
    public Ref size(Dim dim) {
        return written.sizes().scalar(dim);
    }

    @Override
    public Region region(String name) {
        return new Inner(new Draft(title + "/" + name));
    }

    @Override
    public List<Ref> inline(Function function, List<Ref> arguments) {
        return inline(graph, function, arguments);
    }

    private List<Ref> inline(Draft into, Function function, List<Ref> arguments) {
        var writer = new FunctionWriter(written, into, title + "/");
        return List.copyOf(writer.inline(function, names(arguments)));
    }

    private static List<Name> names(List<Ref> values) {
        return values.stream().map(value -> (Name) value).toList();
    }

    private final class Setting implements Call {
        private final Draft.Node node;

        Setting(Draft.Node node) {
            this.node = node;
        }

        @Override
        public Call with(String attribute, Object value) {
            var plain =
                    switch (value) {
                        case Boolean flag -> flag ? 1 : 0;
                        case Inner region -> region.graph;
                        default -> value;
                    };
            node.attributes().put(attribute, plain);
            return this;
        }

        @Override
        public Ref result() {
            return results(1).getFirst();
        }

        @Override
        public List<Ref> results(int count) {
            var results = new ArrayList<Ref>();
            for (int i = 0; i < count; i++) {
                var result = new Name(title + "/" + node.operator());
                node.outputs().add(result);
                results.add(result);
            }
            return results;
        }
    }

    private final class Inner implements Region {
        private final Draft graph;

        Inner(Draft graph) {
            this.graph = graph;
        }

        @Override
        public Ref input(String name, TensorType type) {
            return graph.input(title + "/" + name, type);
        }

        @Override
        public List<Ref> inline(Function function, List<Ref> arguments) {
            return NodeTarget.this.inline(graph, function, arguments);
        }

        @Override
        public void output(String name, Ref value, TensorType type) {
            graph.output(title + "/" + name, (Name) value, type);
        }
    }
}
