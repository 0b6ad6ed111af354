package dev.forja.passes.kernel;

import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Axis;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Operand;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.OpaqueOp;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Turns a function of elementwise and structured operators into kernels over buffers. A view, as a
 * reshape, becomes the same buffer and costs nothing.
 */
public final class BuildKernels {
    private final Function function;
    private final Map<Value, Buffer> buffers = new HashMap<>();
    private final Map<Buffer, Role> roles = new LinkedHashMap<>();
    private final List<Buffer> params = new ArrayList<>();
    private final List<KernelNode> nodes = new ArrayList<>();
    private int nextId;

    private BuildKernels(Function function) {
        this.function = function;
    }

    /**
     * @param function without composites
     */
    public static KernelGraph of(Function function) {
        return new BuildKernels(function).build();
    }

    private KernelGraph build() {
        for (var param : function.params()) {
            var buffer = newBuffer(param);
            params.add(buffer);
            roles.put(buffer, function.role(param));
        }
        function.nodes().forEach(this::lower);
        var outputs = new ArrayList<KernelGraph.Output>();
        var updates = new LinkedHashMap<Buffer, Buffer>();
        var taken = new ArrayList<>(params);
        for (var result : function.results()) {
            var buffer = buffers.get(result.value());
            if (taken.contains(buffer)) {
                buffer = copy(buffer, result.value());
            }
            taken.add(buffer);
            if (result.target() == null) {
                outputs.add(new KernelGraph.Output(result.name(), buffer, result.value().type()));
            } else {
                updates.put(buffer, buffers.get(result.target()));
            }
        }
        return new KernelGraph(
                function.name(), params, roles, nodes, outputs, updates, function.symbols());
    }

    private Buffer newBuffer(Value value) {
        var buffer = new Buffer(nextId++, value.name(), value.type());
        buffers.put(value, buffer);
        return buffer;
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
            case OpaqueOp op ->
                    throw new CompileException(
                            List.of(
                                    new Diagnostic(
                                            node.location(),
                                            op.mnemonic(),
                                            "can't be compiled yet",
                                            "operators without regions",
                                            op.mnemonic(),
                                            "unroll it with a compile-time loop")));
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
        var index = identity(node.result().type().shape());
        for (int i = 0; i < types.size(); i++) {
            loads.add(new ScalarExpr.Load(Access.of(i, index), types.get(i)));
        }
        var operands =
                node.operands().stream()
                        .map(operand -> new Operand(operand.name(), operand.type()))
                        .toList();
        return elementwise(
                node.result().name(),
                operands,
                node.result().type(),
                op.formula(types).substitute(loads),
                node.location());
    }

    private static Kernel elementwise(
            String name,
            List<Operand> operands,
            TensorType result,
            ScalarExpr body,
            Location location) {
        var shape = result.shape();
        var axes = new ArrayList<Axis>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            axes.add(new Axis("i" + axis, shape.dim(axis), Axis.Kind.PARALLEL));
        }
        return new Kernel(
                name,
                axes,
                operands,
                result,
                identity(shape),
                false,
                body,
                Combiner.NONE,
                Order.SEQUENTIAL,
                new ScalarExpr.Acc(result.dtype()),
                location);
    }

    private static List<IndexExpr> identity(Shape shape) {
        return IntStream.range(0, shape.rank()).mapToObj(IndexExpr::axis).toList();
    }

    private Buffer copy(Buffer from, Value value) {
        var load =
                new ScalarExpr.Load(
                        Access.of(0, identity(value.type().shape())), value.type().dtype());
        var kernel =
                elementwise(
                        value.name() + "_copy",
                        List.of(new Operand(from.name(), value.type())),
                        value.type(),
                        load,
                        value.location());
        var result = new Buffer(nextId++, value.name() + "_copy", value.type());
        nodes.add(new KernelNode(kernel, List.of(from), result));
        return result;
    }
}
