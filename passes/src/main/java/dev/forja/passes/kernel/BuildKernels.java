package dev.forja.passes.kernel;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Operand;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Turns a function of elementwise, structured and control-flow operators into kernels and steps
 * over buffers. A view, as a reshape, becomes the same buffer and costs nothing.
 */
public final class BuildKernels {
    /** What all regions of one function share. */
    static final class Numbers {
        private int buffers;
        private int variables;

        private int nextBuffer() {
            return buffers++;
        }

        /** A symbol for the position of a loop; no source name has a dollar sign in front. */
        String nextVariable() {
            return "$t" + variables++;
        }
    }

    private final Numbers numbers;
    private final Map<Value, Buffer> buffers = new HashMap<>();
    private final List<Step> nodes = new ArrayList<>();

    BuildKernels(Numbers numbers) {
        this.numbers = numbers;
    }

    /**
     * @param function without composites
     */
    public static KernelGraph of(Function function) {
        return new BuildKernels(new Numbers()).function(function);
    }

    private KernelGraph function(Function function) {
        var roles = new LinkedHashMap<Buffer, Role>();
        var params = new ArrayList<Buffer>();
        for (var param : function.params()) {
            var buffer = newBuffer(param);
            params.add(buffer);
            roles.put(buffer, function.role(param));
        }
        lower(function);
        var outputs = new ArrayList<KernelGraph.Output>();
        var updates = new LinkedHashMap<Buffer, Buffer>();
        var taken = new HashSet<>(params);
        for (var result : function.results()) {
            var buffer = own(result.value(), taken);
            if (result.target() == null) {
                outputs.add(new KernelGraph.Output(result.name(), buffer, result.value().type()));
            } else {
                updates.put(buffer, buffers.get(result.target()));
            }
        }
        return new KernelGraph(
                function.name(), params, roles, nodes, outputs, updates, function.symbols());
    }

    Numbers numbers() {
        return numbers;
    }

    List<Step> nodes() {
        return nodes;
    }

    Buffer buffer(Value value) {
        return buffers.get(value);
    }

    /** Lets a value stand for a buffer that there is. */
    void bind(Value value, Buffer buffer) {
        buffers.put(value, buffer);
    }

    Buffer newBuffer(Value value) {
        var buffer = newBuffer(value.name(), value.type());
        buffers.put(value, buffer);
        return buffer;
    }

    Buffer newBuffer(String name, TensorType type) {
        return new Buffer(numbers.nextBuffer(), name, type);
    }

    /** A buffer with the value that nothing else uses as its place. */
    Buffer own(Value value, Set<Buffer> taken) {
        var buffer = buffers.get(value);
        if (taken.contains(buffer)) {
            var copy = newBuffer(value.name() + "_copy", value.type());
            nodes.add(CopyKernels.whole(value, buffer, copy));
            buffer = copy;
        }
        taken.add(buffer);
        return buffer;
    }

    /** The buffers of some values that no step here writes. */
    Set<Buffer> outside(Collection<Value> values) {
        var made = new HashSet<Buffer>();
        nodes.forEach(step -> made.addAll(step.writes()));
        var outside = new HashSet<Buffer>();
        values.stream()
                .map(buffers::get)
                .filter(buffer -> !made.contains(buffer))
                .forEach(outside::add);
        return outside;
    }

    /** Adds the steps of a function's nodes. */
    void lower(Function function) {
        function.nodes().forEach(this::lower);
    }

    private void lower(Node node) {
        var operands = node.operands().stream().map(buffers::get).toList();
        switch (node.op()) {
            case StructuredOp op when op.isView() ->
                    buffers.put(node.result(), operands.getFirst());
            case ElementwiseOp op ->
                    nodes.add(new KernelNode(map(op, node), operands, newBuffer(node.result())));
            case StructuredOp op -> {
                var types = node.operands().stream().map(Value::type).toList();
                var result = newBuffer(node.result());
                for (var kernel : op.kernels(types, node.result().type(), node.location())) {
                    nodes.add(new KernelNode(rename(kernel, node), operands, result));
                }
            }
            case CompositeOp op ->
                    throw new IllegalStateException(
                            "composite " + op.mnemonic() + " was not decomposed");
            case OpaqueOp _ -> new BuildControl(this, node).build();
        }
    }

    /** Names the operands and the kernel after the values of the source. */
    private static Kernel rename(Kernel kernel, Node node) {
        var operands =
                IntStream.range(0, kernel.operands().size())
                        .mapToObj(i ->
                                new Operand(
                                        node.operands().get(i).name(),
                                        kernel.operands().get(i).type()))
                        .toList();
        return new Kernel(
                node.result().name(),
                kernel.axes(),
                operands,
                kernel.result(),
                kernel.store(),
                kernel.accumulates(),
                kernel.body(),
                kernel.combiner(),
                kernel.order(),
                kernel.epilogue(),
                kernel.location());
    }

    private static Kernel map(ElementwiseOp op, Node node) {
        var types = node.operands().stream().map(operand -> operand.type().dtype()).toList();
        var loads = new ArrayList<ScalarExpr>();
        var index = CopyKernels.identity(node.result().type().shape());
        for (int i = 0; i < types.size(); i++) {
            loads.add(new ScalarExpr.Load(Access.of(i, index), types.get(i)));
        }
        var operands =
                node.operands().stream()
                        .map(operand -> new Operand(operand.name(), operand.type()))
                        .toList();
        return CopyKernels.elementwise(
                node.result().name(),
                operands,
                node.result().type(),
                op.formula(types).substitute(loads),
                node.location());
    }
}
