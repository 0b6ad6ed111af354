package dev.forja.frontend.onnx.export;

import com.google.protobuf.ByteString;
import dev.forja.frontend.onnx.proto.AttributeMessage;
import dev.forja.frontend.onnx.proto.DimensionMessage;
import dev.forja.frontend.onnx.proto.GraphMessage;
import dev.forja.frontend.onnx.proto.ModelMessage;
import dev.forja.frontend.onnx.proto.NodeMessage;
import dev.forja.frontend.onnx.proto.OperatorSetMessage;
import dev.forja.frontend.onnx.proto.ShapeMessage;
import dev.forja.frontend.onnx.proto.TensorTypeMessage;
import dev.forja.frontend.onnx.proto.TypeMessage;
import dev.forja.frontend.onnx.proto.ValueMessage;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.OnnxTypes;
import dev.forja.ir.type.TensorType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Graphs as the messages of a file, every value under a name of its own. */
final class ModelMessages {
    /** The version of the format that belongs to the operator set. */
    private static final int IR_VERSION = 9;

    /** Numbers of the kinds of attributes. */
    private static final int REAL = 1;

    private static final int WHOLE = 2;
    private static final int TEXT = 3;
    private static final int TENSOR = 4;
    private static final int GRAPH = 5;
    private static final int REALS = 6;
    private static final int WHOLES = 7;
    private static final int TEXTS = 8;

    private final Map<Name, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> suffixes = new HashMap<>();

    private ModelMessages() {
        names.put(Name.ABSENT, "");
    }

    static ModelMessage of(Written written, String doc) {
        var messages = new ModelMessages();
        var model = written.model();
        model.prune();
        var read = model.reads();
        // What the caller knows keeps its name; others get out of its way.
        model.inputs().forEach(port -> messages.name(port.name()));
        model.outputs().forEach(port -> messages.name(port.name()));
        var graph = GraphMessage.newBuilder();
        written.initializers()
                .tensors()
                .forEach((name, tensor) -> {
                    if (read.contains(name)) {
                        graph.addInitializers(tensor.setName(messages.name(name)));
                    }
                });
        messages.fill(graph, model);
        if (!doc.isEmpty()) {
            graph.setDoc(doc);
        }
        return ModelMessage.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName(OnnxExport.PRODUCER)
                .setGraph(graph)
                .addOperatorSets(
                        OperatorSetMessage.newBuilder().setDomain("").setVersion(OnnxTarget.OPSET))
                .build();
    }

    private String name(Name value) {
        var known = names.get(value);
        if (known == null) {
            known = unique(value.wanted());
            names.put(value, known);
        }
        return known;
    }

    private String unique(String wanted) {
        if (taken.add(wanted)) {
            return wanted;
        }
        int suffix = suffixes.getOrDefault(wanted, 1);
        while (!taken.add(wanted + "_" + suffix)) {
            suffix++;
        }
        suffixes.put(wanted, suffix + 1);
        return wanted + "_" + suffix;
    }

    private GraphMessage.Builder fill(GraphMessage.Builder message, Draft graph) {
        message.setName(graph.title());
        graph.inputs().forEach(port -> message.addInputs(value(port)));
        for (var node : graph.nodes()) {
            var added = NodeMessage.newBuilder();
            node.inputs().forEach(input -> added.addInputs(name(input)));
            node.outputs().forEach(output -> added.addOutputs(name(output)));
            added.setName(added.getOutputs(0)).setOperator(node.operator());
            node.attributes()
                    .forEach((name, attribute) ->
                            added.addAttributes(attribute(attribute).setName(name)));
            message.addNodes(added);
        }
        graph.outputs().forEach(port -> message.addOutputs(value(port)));
        return message;
    }

    private ValueMessage value(Draft.Port port) {
        return ValueMessage.newBuilder()
                .setName(name(port.name()))
                .setType(TypeMessage.newBuilder().setTensor(type(port.type())))
                .build();
    }

    private static TensorTypeMessage.Builder type(TensorType type) {
        var shape = ShapeMessage.newBuilder();
        for (var dim : type.shape().dims()) {
            var size = DimensionMessage.newBuilder();
            shape.addDims(
                    dim.isConstant()
                            ? size.setValue(dim.constant())
                            : size.setSymbol(dim.toString()));
        }
        return TensorTypeMessage.newBuilder()
                .setElementType(OnnxTypes.number(OnnxElement.of(type.dtype())))
                .setShape(shape);
    }

    private AttributeMessage.Builder attribute(Object value) {
        var message = AttributeMessage.newBuilder();
        return switch (value) {
            case Integer number -> message.setKind(WHOLE).setWhole(number);
            case Long number -> message.setKind(WHOLE).setWhole(number);
            case Double number -> message.setKind(REAL).setReal(number.floatValue());
            case String text -> message.setKind(TEXT).setText(ByteString.copyFromUtf8(text));
            case Tensor tensor -> message.setKind(TENSOR).setTensor(Initializers.attribute(tensor));
            case Draft graph ->
                    message.setKind(GRAPH).setGraph(fill(GraphMessage.newBuilder(), graph));
            case List<?> list -> elements(message.setKind(kind(list)), list);
            default -> throw new IllegalArgumentException("attribute " + value);
        };
    }

    private static int kind(List<?> list) {
        return list.isEmpty()
                ? WHOLES
                : switch (list.getFirst()) {
                    case Double _ -> REALS;
                    case String _ -> TEXTS;
                    default -> WHOLES;
                };
    }

    private static AttributeMessage.Builder elements(
            AttributeMessage.Builder message, List<?> list) {
        for (Object element : list) {
            switch (element) {
                case Integer number -> message.addWholes(number);
                case Long number -> message.addWholes(number);
                case Double number -> message.addReals(number.floatValue());
                case String text -> message.addTexts(ByteString.copyFromUtf8(text));
                default -> throw new IllegalArgumentException("attribute element " + element);
            }
        }
        return message;
    }
}
