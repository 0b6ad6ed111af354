package dev.forja.frontend.onnx.graph;

import dev.forja.frontend.onnx.data.OnnxDataException;
import dev.forja.frontend.onnx.proto.GraphMessage;
import dev.forja.frontend.onnx.proto.NodeMessage;
import dev.forja.frontend.onnx.proto.TensorMessage;
import dev.forja.ir.data.Content;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxRegion;
import dev.forja.ir.op.onnx.OnnxTensor;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A node of the file as bindings see it. */
final class NodeCall implements OnnxCall {
    private final GraphImporter importer;
    private final Scope scope;
    private final NodeMessage node;
    private final Attributes attributes;
    private final String operator;
    private final int version;
    private final String name;
    private final int operands;
    private final Map<Integer, OnnxElement> declared = new HashMap<>();
    private final Set<Integer> helpful = new LinkedHashSet<>();
    private boolean flipsUnsigned;

    NodeCall(
            GraphImporter importer,
            Scope scope,
            NodeMessage node,
            Attributes attributes,
            String operator,
            int version,
            String name) {
        this.importer = importer;
        this.scope = scope;
        this.node = node;
        this.attributes = attributes;
        this.operator = operator;
        this.version = version;
        this.name = name;
        int count = node.getInputsCount();
        while (count > 0 && node.getInputs(count - 1).isEmpty()) {
            count--;
        }
        this.operands = count;
    }

    @Override
    public String operator() {
        return operator;
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public FunctionBuilder builder() {
        return importer.graph().function();
    }

    @Override
    public int operands() {
        return operands;
    }

    @Override
    public boolean has(int operand) {
        return operand < operands && !node.getInputs(operand).isEmpty();
    }

    @Override
    public Value operand(int operand) {
        if (!has(operand)) {
            throw OnnxProblem.invalid("operand " + operand + " is missing");
        }
        var value = importer.graph().here(importer.value(scope, node.getInputs(operand)));
        return flipsUnsigned && element(operand) == OnnxElement.U64
                ? OnnxElement.flipped(builder(), value)
                : value;
    }

    /** From now on operands of u64 come in an order that signed ones have. */
    void flipUnsigned() {
        flipsUnsigned = true;
    }

    @Override
    public OnnxElement element(int operand) {
        return importer.slot(scope, node.getInputs(operand)).element();
    }

    @Override
    public void yields(int result, OnnxElement element) {
        declared.put(result, element);
    }

    /** What the binding declared about a result. */
    Optional<OnnxElement> declared(int result) {
        return Optional.ofNullable(declared.get(result));
    }

    @Override
    public Optional<Content> content(int operand) {
        return importer.graph().contents().of(operand(operand));
    }

    @Override
    public Optional<Content> content(Value value) {
        return importer.graph().contents().of(value);
    }

    @Override
    public void helps(int operand) {
        helpful.add(operand);
    }

    /** Operands whose content might help where the node can't be imported. */
    Set<Integer> helpful() {
        return helpful;
    }

    @Override
    public int results() {
        return node.getOutputsCount();
    }

    @Override
    public boolean wants(int result) {
        return result < node.getOutputsCount() && importer.isUsed(node.getOutputs(result));
    }

    @Override
    public Set<String> attributes() {
        return attributes.names();
    }

    @Override
    public Optional<Object> attribute(String wanted) {
        return attributes
                .message(wanted)
                .map(message -> {
                    var plain = Attributes.plain(message);
                    if (plain.isPresent()) {
                        return plain.get();
                    }
                    if (message.hasTensor()) {
                        return tensor(message.getTensor());
                    }
                    if (message.hasGraph()) {
                        return new Region(message.getGraph());
                    }
                    throw OnnxProblem.unsupported("the type of attribute " + wanted);
                });
    }

    private OnnxTensor tensor(TensorMessage message) {
        try {
            return importer.tensors().read(message);
        } catch (OnnxDataException e) {
            throw e.isUnsupported()
                    ? OnnxProblem.unsupported(e.getMessage())
                    : OnnxProblem.invalid(e.getMessage());
        }
    }

    @Override
    public Value constant(OnnxTensor tensor) {
        return importer.graph().data(name, tensor);
    }

    @Override
    public <T> T within(FunctionBuilder region, Supplier<T> work) {
        return importer.graph().within(region.at(builder().location()), work);
    }

    @Override
    public Optional<List<Value>> attempt(Supplier<List<Value>> work) {
        return importer.attempt(work);
    }

    @Override
    public void know(Value value, Content content) {
        importer.graph().contents().put(value, content);
    }

    private final class Region implements OnnxRegion {
        private final GraphMessage body;

        Region(GraphMessage body) {
            this.body = body;
        }

        @Override
        public int inputs() {
            return body.getInputsCount();
        }

        @Override
        public Results inline(List<Value> inputs, List<OnnxElement> elements) {
            return importer.inline(body, scope, inputs, elements, name);
        }
    }
}
