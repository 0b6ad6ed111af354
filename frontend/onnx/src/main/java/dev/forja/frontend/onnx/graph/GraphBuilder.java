package dev.forja.frontend.onnx.graph;

import dev.forja.frontend.onnx.Issue;
import dev.forja.frontend.onnx.OnnxException;
import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.ir.data.Content;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.ParameterDef;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.create.Constant;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.onnx.OnnxTensor;
import dev.forja.ir.type.TensorType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The function that a model becomes, with its parameters, their values, and what went wrong. */
public final class GraphBuilder {
    /** Larger tensors are parameters: a constant is written into the code. */
    private static final int CONSTANT_LIMIT = 16;

    private static final long EXACT = 1L << 53;
    private static final int ISSUES = 1000;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    private final String file;
    private final FunctionBuilder root;

    /**
     * Of the function and of the regions that are being built inside each other; innermost first.
     */
    private final Deque<FunctionBuilder> builders = new ArrayDeque<>();

    private final Contents contents = new Contents(this::outside);
    private final Identifiers names = new Identifiers();
    private final Map<Value, String> inputs = new HashMap<>();
    private final List<ParameterDef> parameters = new ArrayList<>();
    private final SortedMap<String, TensorData> weights = new TreeMap<>();
    private final List<Issue> issues = new ArrayList<>();
    private final Set<String> deciding = new LinkedHashSet<>();

    /**
     * @param file name of the model file, for positions
     */
    public GraphBuilder(String file, String function) {
        this.file = file;
        this.root = new FunctionBuilder(function);
        builders.push(root);
    }

    /** Where operators go: the function, or the region that is being built. */
    public FunctionBuilder function() {
        return builders.getFirst();
    }

    /** Does some work with another function to build. */
    <T> T within(FunctionBuilder builder, Supplier<T> work) {
        builders.push(builder);
        try {
            return work.get();
        } finally {
            builders.pop();
        }
    }

    /** What a parameter of a region stands for; null if it is none that stands for anything. */
    private Value outside(Value param) {
        return builders.stream()
                .flatMap(builder -> builder.outside(param).stream())
                .findFirst()
                .orElse(null);
    }

    /**
     * A value for use in the function that is being built. A number is written anew in a region,
     * where it can become part of the code.
     */
    Value here(Value value) {
        var definition = value.definition();
        boolean isNumber =
                builders.size() > 1
                        && definition != null
                        && definition.operands().isEmpty()
                        && (definition.op() instanceof Fill || value.type().rank() == 0);
        return isNumber
                ? function().node(definition.op(), List.of()).results().get(value.resultIndex())
                : value;
    }

    public Contents contents() {
        return contents;
    }

    public Identifiers names() {
        return names;
    }

    public List<ParameterDef> parameters() {
        return parameters;
    }

    public SortedMap<String, TensorData> weights() {
        return weights;
    }

    public List<Issue> issues() {
        return issues;
    }

    public Set<String> deciding() {
        return deciding;
    }

    /** Of a node; its name is shown, so it keeps no control characters. */
    public Location location(String node) {
        return Location.node(file, shown(node));
    }

    /** A name of the model without signs that change how the text around it is shown. */
    static String shown(String name) {
        return CONTROL.matcher(name).replaceAll("?");
    }

    /**
     * Notes what is wrong.
     *
     * @throws OnnxException when that is more than anyone reads
     */
    public void issue(String node, String operator, String message, boolean isUnsupported) {
        issues.add(new Issue(location(node), shown(operator), message, isUnsupported));
        if (issues.size() >= ISSUES) {
            throw new OnnxException(issues, deciding);
        }
    }

    /** What was reported up to some moment. */
    record Reports(List<Issue> issues, Set<String> deciding) {}

    Reports reports() {
        return new Reports(List.copyOf(issues), Set.copyOf(deciding));
    }

    /** Takes back what was reported since. */
    void restore(Reports before) {
        issues.subList(before.issues().size(), issues.size()).clear();
        deciding.retainAll(before.deciding());
    }

    /** The end of an import that would never end, or end in too much. */
    public OnnxException abort(String node, String message) {
        issues.add(new Issue(location(node), "", message, false));
        return new OnnxException(issues, deciding);
    }

    /** An input of the function under the name that the model gives it. */
    public Value input(String name, TensorType type) {
        var value = root.param(names.unique(name), type, Role.INPUT, location(name));
        inputs.put(value, name);
        return value;
    }

    /** Notes that shapes depend on the content of a value. */
    public void decides(Value value) {
        contents.inputs(value, param -> inputs.containsKey(param) ? Role.INPUT : Role.PARAMETER)
                .forEach(input -> deciding.add(inputs.get(input)));
    }

    /** Known data as a value: a small tensor as a constant, others as a parameter. */
    public Value data(String name, OnnxTensor tensor) {
        var type = tensor.type();
        int size = Math.toIntExact(type.shape().size().constant());
        var value = isConstant(tensor, size) ? constant(tensor, size) : parameter(name, tensor);
        if (Content.tracks(type)) {
            contents.put(value, Content.of(Tensor.ofNumbers(type, tensor::element)));
        }
        return value;
    }

    private static boolean isConstant(OnnxTensor tensor, int size) {
        return size <= CONSTANT_LIMIT
                && (tensor.type().dtype().isFloat()
                        || IntStream.range(0, size)
                                .mapToLong(i -> tensor.element(i).longValue())
                                .allMatch(number -> -EXACT <= number && number <= EXACT));
    }

    private Value constant(OnnxTensor tensor, int size) {
        var type = tensor.type();
        var numbers =
                IntStream.range(0, size).mapToObj(i -> tensor.element(i).doubleValue()).toList();
        return function().add(new Constant(type.dtype(), type.shape(), numbers));
    }

    private Value parameter(String name, OnnxTensor tensor) {
        var unique = names.unique(name);
        var at = location(name);
        parameters.add(new ParameterDef(unique, tensor.type(), "zeros", false, at));
        weights.put(unique, TensorData.of(tensor));
        return root.param(unique, tensor.type(), Role.PARAMETER, at);
    }
}
