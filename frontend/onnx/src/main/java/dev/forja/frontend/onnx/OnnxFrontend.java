package dev.forja.frontend.onnx;

import dev.forja.frontend.onnx.data.ExternalFiles;
import dev.forja.frontend.onnx.data.OnnxDataException;
import dev.forja.frontend.onnx.data.OnnxFiles;
import dev.forja.frontend.onnx.data.TensorReader;
import dev.forja.frontend.onnx.export.OnnxExport;
import dev.forja.frontend.onnx.graph.GraphBuilder;
import dev.forja.frontend.onnx.graph.GraphImporter;
import dev.forja.frontend.onnx.graph.Identifiers;
import dev.forja.frontend.onnx.proto.GraphMessage;
import dev.forja.frontend.onnx.proto.ModelMessage;
import dev.forja.frontend.onnx.proto.TensorMessage;
import dev.forja.frontend.onnx.proto.TensorTypeMessage;
import dev.forja.frontend.onnx.proto.TypeMessage;
import dev.forja.frontend.onnx.proto.ValueMessage;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.EntryDef;
import dev.forja.ir.graph.ModelDef;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads ONNX models. */
public final class OnnxFrontend {
    /** Name of the entry that a graph becomes. */
    public static final String ENTRY = "run";

    private final OnnxOptions options;
    private final GraphBuilder graph;
    private final Path file;
    private final Map<String, Long> bounds;
    private final Map<String, Dim> symbols = new HashMap<>();
    private final List<String> inputs = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();

    /** Did Forja write the file? */
    private boolean isOwn;

    private OnnxFrontend(Path file, OnnxOptions options, Map<String, Long> bounds) {
        this.bounds = bounds;
        this.file = file;
        this.options = options;
        this.graph = new GraphBuilder(file.getFileName().toString(), ENTRY);
    }

    /**
     * Imports a model file.
     *
     * @throws OnnxException with everything that is wrong or not supported
     * @throws IOException when the file can't be read
     */
    public static OnnxModel read(Path file, OnnxOptions options) throws IOException {
        try {
            return read(file, OnnxFiles.model(file), options);
        } catch (OnnxDataException e) {
            var at = Location.node(file.toString(), "");
            throw new OnnxException(
                    List.of(new Issue(at, "", e.getMessage(), e.isUnsupported())), Set.of());
        }
    }

    /**
     * Imports a model that was read before from this file.
     *
     * <p>Where a dimension that an input leaves open is cut to the size of a table, of positions
     * for instance, the model may make sense for sizes up to that of the table alone. So what can't
     * be imported otherwise is imported with such dimensions bounded, {@code min(512, n)} for
     * {@code n}.
     */
    public static OnnxModel read(Path file, ModelMessage message, OnnxOptions options) {
        var frontend = new OnnxFrontend(file, options, Map.of());
        try {
            return frontend.model(message);
        } catch (OnnxException e) {
            var bounds = frontend.bounds();
            if (bounds.isEmpty()) {
                throw e;
            }
            try {
                return new OnnxFrontend(file, options, bounds).model(message);
            } catch (OnnxException _) {
                throw e;
            }
        }
    }

    /** Of the symbols, those that occur as {@code min(number, symbol)}, with the least number. */
    private Map<String, Long> bounds() {
        var bounds = new TreeMap<String, Long>();
        graph.function().build().nodes().stream()
                .flatMap(node -> node.results().stream())
                .flatMap(value -> value.type().shape().dims().stream())
                .flatMap(dim -> dim.parts().stream())
                .flatMap(part -> part.bounded().stream())
                .filter(bound -> symbols.containsValue(Dim.symbol(bound.getKey())))
                .forEach(bound -> bounds.merge(bound.getKey(), bound.getValue(), Math::min));
        return bounds;
    }

    private OnnxModel model(ModelMessage message) {
        isOwn = message.getProducerName().equals(OnnxExport.PRODUCER);
        var importer =
                new GraphImporter(
                        graph,
                        new TensorReader(new ExternalFiles(file.toAbsolutePath().getParent())),
                        message.getOperatorSetsList(),
                        message.getFunctionsList());
        var body = message.getGraph();
        if (body.getOutputsCount() == 0) {
            var problem = message.hasGraph() ? "the graph has no outputs" : "there is no graph";
            graph.issue("", "", problem, false);
        }
        inputs(body, importer);
        requireInputs(options.bound().keySet(), body);
        requireInputs(options.shapes().keySet(), body);
        importer.run(body);
        outputs(body, importer);
        if (!graph.issues().isEmpty()) {
            throw new OnnxException(graph.issues(), graph.deciding());
        }
        var name = file.getFileName().toString().replaceFirst("\\.onnx$", "");
        var className = Identifiers.of(name, "Model");
        var model =
                new ModelDef(
                        "",
                        Character.toUpperCase(className.charAt(0)) + className.substring(1),
                        body.getDoc(),
                        Location.node(file.toString(), ""),
                        graph.parameters(),
                        List.of(new EntryDef(graph.function().build(), null, body.getDoc())));
        return new OnnxModel(model, graph.weights(), inputs, outputs);
    }

    /** Options that name no input are a slip of the pen. */
    private void requireInputs(Set<String> names, GraphMessage body) {
        var known = body.getInputsList().stream().map(ValueMessage::getName).sorted().toList();
        names.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name ->
                        graph.issue(
                                name, "", "the model has no such input; it has " + known, false));
    }

    private void inputs(GraphMessage body, GraphImporter importer) {
        var initialized =
                body.getInitializersList().stream()
                        .map(TensorMessage::getName)
                        .collect(Collectors.toSet());
        for (var input : body.getInputsList()) {
            var name = input.getName();
            // Before version 4 of the format, initializers had to be inputs too.
            if (initialized.contains(name)) {
                continue;
            }
            try {
                if (options.bound().containsKey(name)) {
                    graph.function().at(graph.location(name));
                    var data = options.bound().get(name);
                    importer.define(name, graph.data(name, data), data.storage());
                } else {
                    importer.define(name, graph.input(name, type(input)), element(input));
                    inputs.add(name);
                }
            } catch (OnnxDataException e) {
                graph.issue(name, "", "input: " + e.getMessage(), e.isUnsupported());
                importer.fail(name);
            }
        }
    }

    private void outputs(GraphMessage body, GraphImporter importer) {
        for (var output : body.getOutputsList()) {
            var value = importer.result(output.getName());
            if (value != null) {
                graph.function().output(graph.names().unique(output.getName()), value);
                outputs.add(output.getName());
            }
        }
    }

    /**
     * Refuses inputs and outputs that are sequences, maps and the like.
     *
     * @throws OnnxDataException when the value is no tensor
     */
    public static void requireTensor(ValueMessage value) {
        if (value.hasType() && !value.getType().hasTensor()) {
            throw OnnxDataException.unsupported(
                    value.getName() + " is of type " + describe(value.getType()));
        }
    }

    private static OnnxElement element(ValueMessage input) {
        return TensorReader.elementType(input.getType().getTensor().getElementType());
    }

    private TensorType type(ValueMessage input) {
        requireTensor(input);
        var tensor = input.getType().getTensor();
        var element = element(input).carrier();
        if (tensor.getShape().getDimsCount() > 0) {
            TensorReader.elements(
                    tensor.getShape().getDimsList().stream()
                            .mapToLong(dim -> dim.hasValue() ? dim.getValue() : 1)
                            .toArray());
        }
        var given = options.shapes().get(input.getName());
        if (given != null) {
            return new TensorType(element, named(given, tensor));
        }
        if (!tensor.hasShape()) {
            throw OnnxDataException.unsupported("no shape is declared");
        }
        var dims = new ArrayList<Dim>();
        for (int axis = 0; axis < tensor.getShape().getDimsCount(); axis++) {
            var dim = tensor.getShape().getDims(axis);
            if (dim.hasValue()) {
                dims.add(Dim.of(dim.getValue()));
            } else {
                dims.add(dimension(dim.getSymbol(), input.getName() + "_d" + axis));
            }
        }
        return new TensorType(element, new Shape(dims));
    }

    /** A shape from outside of the model; its symbols are those that the model may have too. */
    private Shape named(Shape given, TensorTypeMessage declared) {
        if (declared.hasShape() && declared.getShape().getDimsCount() != given.rank()) {
            throw OnnxDataException.invalid(
                    "the shape "
                            + given
                            + " given for it has another rank than the one declared, "
                            + declared.getShape().getDimsCount());
        }
        var bindings = new HashMap<String, Dim>();
        given.symbols().forEach(name -> bindings.put(name, symbol(name, name)));
        return given.substitute(bindings);
    }

    /** Files of our own name dimensions by expressions, {@code 2*n+1}. */
    private Dim dimension(String name, String unnamed) {
        if (!isOwn) {
            return symbol(name, unnamed);
        }
        try {
            var expression = Dim.parse(name);
            var bindings = new HashMap<String, Dim>();
            expression.symbols().forEach(one -> bindings.put(one, symbol(one, one)));
            return expression.substitute(bindings);
        } catch (IllegalArgumentException _) {
            return symbol(name, unnamed);
        }
    }

    /** The dimension of a name; one without a name is its own. */
    private Dim symbol(String name, String unnamed) {
        return symbols.computeIfAbsent(
                name.isEmpty() ? unnamed : name,
                key -> {
                    var identifier = graph.names().unique(key);
                    var bound = options.dims().get(key);
                    bound = bound == null ? options.dims().get(identifier) : bound;
                    if (bound != null) {
                        return Dim.of(bound);
                    }
                    var symbol = Dim.symbol(identifier);
                    var most = bounds.get(identifier);
                    return most == null ? symbol : symbol.min(Dim.of(most));
                });
    }

    private static String describe(TypeMessage type) {
        if (type.hasSequence()) {
            return "sequence";
        }
        if (type.hasMap()) {
            return "map";
        }
        if (type.hasOptionalValue()) {
            return "optional";
        }
        return type.hasSparseTensor() ? "sparse tensor" : "unknown";
    }
}
