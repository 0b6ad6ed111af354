package dev.forja.frontend.onnx.graph;

import dev.forja.frontend.onnx.data.OnnxDataException;
import dev.forja.frontend.onnx.data.TensorReader;
import dev.forja.frontend.onnx.proto.AttributeMessage;
import dev.forja.frontend.onnx.proto.FunctionMessage;
import dev.forja.frontend.onnx.proto.GraphMessage;
import dev.forja.frontend.onnx.proto.NodeMessage;
import dev.forja.frontend.onnx.proto.OperatorSetMessage;
import dev.forja.frontend.onnx.proto.TensorMessage;
import dev.forja.frontend.onnx.proto.ValueMessage;
import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxOperators;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxRegion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Imports nodes in order: each by the binding that its operator declares, or as the local function
 * that it calls. A node that can't be imported is reported, and the import goes on, so that all
 * reasons are known at once.
 */
public final class GraphImporter {
    /** Calls of functions and subgraphs inside each other; deeper ones are no honest model. */
    private static final int DEPTH = 64;

    private static final int NODES = 200_000;

    private final GraphBuilder graph;
    private final TensorReader tensors;
    private final Map<String, FunctionMessage> functions;
    private final Scope root = new Scope(null);
    private final Set<String> used = new HashSet<>();
    private Context context;
    private int nodes;

    /** What a node stands in: the graph of the model or a function. */
    private record Context(
            Map<String, Integer> versions,
            Map<String, AttributeMessage> attributes,
            String path,
            int depth) {}

    public GraphImporter(
            GraphBuilder graph,
            TensorReader tensors,
            List<OperatorSetMessage> operatorSets,
            List<FunctionMessage> functions) {
        this.graph = graph;
        this.tensors = tensors;
        this.functions = new HashMap<>();
        functions.forEach(
                f -> this.functions.put(key(f.getDomain(), f.getName(), f.getOverload()), f));
        this.context = new Context(versions(operatorSets), Map.of(), "", 0);
    }

    GraphBuilder graph() {
        return graph;
    }

    TensorReader tensors() {
        return tensors;
    }

    private static String key(String domain, String name, String overload) {
        return domain + ":" + name + ":" + overload;
    }

    private static Map<String, Integer> versions(List<OperatorSetMessage> operatorSets) {
        var versions = new HashMap<String, Integer>();
        for (var set : operatorSets) {
            versions.put(
                    domain(set.getDomain()), Math.clamp(set.getVersion(), 0, Integer.MAX_VALUE));
        }
        return versions;
    }

    private static String domain(String domain) {
        return domain.equals("ai.onnx") ? "" : domain;
    }

    /** Makes an input of the model visible to its nodes. */
    public void define(String name, Value value, OnnxElement element) {
        root.put(name, new Scope.Slot.Ready(value, element));
    }

    /** An input that can't be imported. */
    public void fail(String name) {
        root.fail(name);
    }

    /** Imports the graph of the model. */
    public void run(GraphMessage message) {
        var results = message.getOutputsList().stream().map(ValueMessage::getName).toList();
        initializers(message, root);
        nodes(message.getNodesList(), results, root);
    }

    /** The value of a result of the graph; null when it could not be imported. */
    public Value result(String name) {
        try {
            return value(root, name);
        } catch (Poisoned _) {
            return null;
        } catch (OnnxProblem e) {
            graph.issue(name, "", e.getMessage(), false);
            return null;
        }
    }

    private void initializers(GraphMessage message, Scope scope) {
        // Its first use may be in a region, and the next one outside of it.
        var owner = graph.function();
        message.getInitializersList()
                .forEach(tensor -> {
                    if (!scope.hasOwn(tensor.getName())) {
                        scope.putLazily(
                                tensor.getName(),
                                () -> graph.within(owner, () -> initializer(tensor)));
                    }
                });
        message.getSparseInitializersList()
                .forEach(sparse -> {
                    var name = sparse.getValues().getName();
                    graph.issue(name, "", "sparse initializers are not supported", true);
                    scope.fail(name);
                });
    }

    private Scope.Slot initializer(TensorMessage tensor) {
        try {
            graph.function().at(graph.location(tensor.getName()));
            var data = tensors.read(tensor);
            return new Scope.Slot.Ready(graph.data(tensor.getName(), data), data.storage());
        } catch (OnnxDataException e) {
            graph.issue(tensor.getName(), "", e.getMessage(), e.isUnsupported());
            return new Scope.Slot.Failed();
        }
    }

    private void nodes(List<NodeMessage> messages, List<String> results, Scope scope) {
        var needed = Uses.needed(messages, results);
        used.addAll(needed);
        for (int i = 0; i < messages.size(); i++) {
            if (Uses.isNeeded(messages.get(i), needed)) {
                node(messages.get(i), i, scope);
            }
        }
    }

    boolean isUsed(String name) {
        return !name.isEmpty() && used.contains(name);
    }

    /**
     * The value of a name.
     *
     * @throws OnnxProblem when it is not defined
     * @throws Poisoned when it could not be imported
     */
    Value value(Scope scope, String name) {
        return slot(scope, name).value();
    }

    /** A value with its element type, under the same conditions. */
    Scope.Slot.Ready slot(Scope scope, String name) {
        var slot =
                scope.find(name)
                        .orElseThrow(() ->
                                OnnxProblem.invalid(
                                        "value '"
                                                + GraphBuilder.shown(name)
                                                + "' is not defined before"));
        return switch (slot) {
            case Scope.Slot.Ready ready -> ready;
            case Scope.Slot.Failed _ -> throw new Poisoned();
        };
    }

    private void node(NodeMessage node, int index, Scope scope) {
        var domain = domain(node.getDomain());
        var operator = domain.isEmpty() ? node.getOperator() : domain + ":" + node.getOperator();
        var own = node.getName().isEmpty() ? node.getOperator() + "_" + index : node.getName();
        var name = context.path() + own;
        graph.function().at(graph.location(name));
        int version = context.versions().getOrDefault(domain, 0);
        var shown = operator + " (operator set " + version + ")";
        try {
            if (++nodes > NODES) {
                throw graph.abort(name, "more than " + NODES + " nodes");
            }
            for (var output : node.getOutputsList()) {
                if (!output.isEmpty() && scope.hasOwn(output)) {
                    throw OnnxProblem.invalid(
                            "value '" + GraphBuilder.shown(output) + "' is defined twice");
                }
            }
            var results = results(node, operator, version, name, scope);
            for (int i = 0; i < node.getOutputsCount(); i++) {
                result(node.getOutputs(i), i, results, scope, name, shown);
            }
            return;
        } catch (Poisoned _) {
            // its reason was reported where it arose
        } catch (OnnxProblem e) {
            problem(e, node, scope, name, shown);
        } catch (CompileException e) {
            for (Diagnostic diagnostic : e.diagnostics()) {
                graph.issue(name, shown, diagnostic.text(), false);
            }
        } catch (TypeException e) {
            graph.issue(name, shown, e.at(graph.location(name)).text(), false);
        } catch (ArithmeticException e) {
            graph.issue(name, shown, "a size is out of range: " + e.getMessage(), false);
        }
        node.getOutputsList().forEach(scope::fail);
    }

    private void result(
            String output,
            int index,
            List<Scope.Slot.Ready> results,
            Scope scope,
            String name,
            String shown) {
        if (output.isEmpty()) {
            return;
        }
        if (index < results.size() && results.get(index) != null) {
            requireSize(results.get(index).value());
            scope.put(output, results.get(index));
            return;
        }
        scope.fail(output);
        if (isUsed(output)) {
            graph.issue(name, shown, "result " + index + " is not supported", true);
        }
    }

    private static void requireSize(Value value) {
        try {
            TensorReader.require(value.type());
        } catch (OnnxDataException e) {
            throw OnnxProblem.invalid("the result is impossible: " + e.getMessage());
        }
    }

    private void problem(OnnxProblem e, NodeMessage node, Scope scope, String name, String shown) {
        if (e.kind() == OnnxProblem.Kind.CONTENT_NEEDED) {
            graph.decides(value(scope, node.getInputs(e.operand())));
        }
        graph.issue(name, shown, e.getMessage(), e.kind() != OnnxProblem.Kind.INVALID);
    }

    private List<Scope.Slot.Ready> results(
            NodeMessage node, String operator, int version, String name, Scope scope) {
        var attributes = new Attributes(node.getAttributesList(), context.attributes());
        var function = functions.get(key(node.getDomain(), node.getOperator(), node.getOverload()));
        if (function != null) {
            return call(function, node, attributes, name, scope);
        }
        if (version == 0) {
            throw OnnxProblem.invalid("the model imports no operator set of its domain");
        }
        var declared =
                OnnxOperators.find(operator, version)
                        .orElseThrow(() -> OnnxProblem.unsupported("no such operator"));
        var call = new NodeCall(this, scope, node, attributes, operator, version, name);
        boolean isImported = false;
        try {
            var results =
                    new CarriedTypes(call, declared.name().range())
                            .results(() -> declared.importer().results(call));
            isImported = true;
            return results;
        } finally {
            if (!isImported) {
                call.helpful().forEach(operand -> graph.decides(call.operand(operand)));
            }
        }
    }

    private List<Scope.Slot.Ready> call(
            FunctionMessage function,
            NodeMessage node,
            Attributes attributes,
            String name,
            Scope scope) {
        var given = new HashMap<String, AttributeMessage>();
        function.getAttributesWithDefaultsList().forEach(a -> given.put(a.getName(), a));
        given.putAll(attributes.messages());
        var inner = new Scope(null);
        for (int i = 0; i < function.getInputsCount(); i++) {
            if (i < node.getInputsCount() && !node.getInputs(i).isEmpty()) {
                inner.put(function.getInputs(i), slot(scope, node.getInputs(i)));
            }
        }
        var outer = enter(versions(function.getOperatorSetsList()), given, name);
        try {
            nodes(function.getNodesList(), function.getOutputsList(), inner);
            return function.getOutputsList().stream()
                    .limit(node.getOutputsCount())
                    .map(output -> slot(inner, output))
                    .toList();
        } finally {
            context = outer;
        }
    }

    private Context enter(
            Map<String, Integer> versions, Map<String, AttributeMessage> attributes, String name) {
        if (context.depth() >= DEPTH) {
            throw graph.abort(
                    name, "functions and subgraphs more than " + DEPTH + " deep in each other");
        }
        var outer = context;
        context = new Context(versions, attributes, name + "/", outer.depth() + 1);
        return outer;
    }

    /** Does work that may turn out impossible, and then takes back what it reported. */
    Optional<List<Value>> attempt(Supplier<List<Value>> work) {
        var before = graph.reports();
        var position = graph.function().location();
        try {
            return Optional.of(work.get());
        } catch (Poisoned
                | OnnxProblem
                | CompileException
                | TypeException
                | ArithmeticException _) {
            graph.restore(before);
            graph.function().at(position);
            return Optional.empty();
        }
    }

    /** The element type that a subgraph declares for an input, if its value can be of that type. */
    private static OnnxElement element(ValueMessage input, OnnxElement given) {
        if (input.getType().hasTensor()) {
            try {
                var declared =
                        TensorReader.elementType(input.getType().getTensor().getElementType());
                return declared.carrier() == given.carrier() ? declared : given;
            } catch (OnnxDataException _) {
                return given;
            }
        }
        return given;
    }

    /** Imports a subgraph into the function that is being built. */
    OnnxRegion.Results inline(
            GraphMessage body,
            Scope around,
            List<Value> inputs,
            List<OnnxElement> elements,
            String name) {
        var inner = new Scope(around);
        for (int i = 0; i < inputs.size(); i++) {
            var input = inputs.get(i);
            var element = element(body.getInputs(i), elements.get(i));
            inner.put(body.getInputs(i).getName(), new Scope.Slot.Ready(input, element));
        }
        initializers(body, inner);
        var outer = enter(context.versions(), context.attributes(), name);
        var position = graph.function().location();
        try {
            var results = body.getOutputsList().stream().map(ValueMessage::getName).toList();
            nodes(body.getNodesList(), results, inner);
            var slots = results.stream().map(result -> slot(inner, result)).toList();
            return new OnnxRegion.Results(
                    slots.stream().map(Scope.Slot.Ready::value).toList(),
                    slots.stream().map(Scope.Slot.Ready::element).toList());
        } finally {
            context = outer;
            graph.function().at(position);
        }
    }
}
