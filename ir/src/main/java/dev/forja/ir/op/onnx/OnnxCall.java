package dev.forja.ir.op.onnx;

import dev.forja.ir.data.Content;
import dev.forja.ir.data.Element;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A node of an ONNX model, as the binding of its operator sees it. */
public interface OnnxCall {
    /** Name of the operator, with its domain where that is not ONNX itself. */
    String operator();

    /** Version of the operator set that the node belongs to. */
    int version();

    /** Where the operators of the results go. */
    FunctionBuilder builder();

    /** Number of operands, absent ones in the middle included. */
    int operands();

    boolean has(int operand);

    /**
     * An operand.
     *
     * @throws OnnxProblem when it is absent
     */
    Value operand(int operand);

    /** The element type that the model gives an operand. */
    OnnxElement element(int operand);

    /**
     * Declares the element type of a result, which is then left as it is. By default it is that of
     * the first operand whose elements are of the same type in the IR.
     */
    void yields(int result, OnnxElement element);

    /** What is known about the elements of an operand. */
    Optional<Content> content(int operand);

    /** What is known about the elements of a value that the binding made. */
    Optional<Content> content(Value value);

    /**
     * Declares that the node might be importable if the content of an operand were known, which
     * whoever compiles the model is told when it isn't.
     */
    void helps(int operand);

    /** Number of results that the node names, unused ones in the middle included. */
    int results();

    /** Does the model use this result? */
    boolean wants(int result);

    Set<String> attributes();

    /**
     * The value of an attribute: Long, Double, String, a List of one of these, {@link OnnxTensor}
     * or {@link OnnxRegion}; empty when it is absent.
     */
    Optional<Object> attribute(String name);

    /** A tensor attribute or other constant data as a value. */
    Value constant(OnnxTensor tensor);

    /** Does some work with the builder of a region, which {@link #builder} is meanwhile. */
    <T> T within(FunctionBuilder region, Supplier<T> work);

    /**
     * Does work that may turn out impossible: what it reported is then taken back, and there is no
     * result.
     */
    Optional<List<Value>> attempt(Supplier<List<Value>> work);

    /** Declares what is known about a value that the binding made. */
    void know(Value value, Content content);

    default TensorType type(int operand) {
        return operand(operand).type();
    }

    default List<Value> allOperands() {
        return IntStream.range(0, operands()).mapToObj(this::operand).toList();
    }

    default boolean hasAttribute(String name) {
        return attribute(name).isPresent();
    }

    private <T> Optional<T> attribute(String name, Class<T> type, String what) {
        return attribute(name)
                .map(value -> {
                    if (!type.isInstance(value)) {
                        throw OnnxProblem.invalid("attribute " + name + " is no " + what);
                    }
                    return type.cast(value);
                });
    }

    default long integer(String name, long absent) {
        return attribute(name, Long.class, "integer").orElse(absent);
    }

    default boolean flag(String name, boolean absent) {
        return integer(name, absent ? 1 : 0) != 0;
    }

    default double real(String name, double absent) {
        return attribute(name, Double.class, "number").orElse(absent);
    }

    default String text(String name, String absent) {
        return attribute(name, String.class, "string").orElse(absent);
    }

    /** Whole numbers that fit an int; empty when the attribute is absent. */
    default Optional<List<Integer>> integers(String name) {
        return list(name, Long.class).map(OnnxCall::toInts);
    }

    /** Whole numbers; empty when the attribute is absent. */
    default Optional<List<Long>> wholes(String name) {
        return list(name, Long.class);
    }

    /** Numbers; empty when the attribute is absent. */
    default Optional<List<Double>> reals(String name) {
        return list(name, Double.class);
    }

    default Optional<List<String>> texts(String name) {
        return list(name, String.class);
    }

    private <T> Optional<List<T>> list(String name, Class<T> type) {
        return attribute(name, List.class, "list")
                .map(list -> {
                    var typed = new ArrayList<T>();
                    for (Object element : list) {
                        if (!type.isInstance(element)) {
                            throw OnnxProblem.invalid(
                                    "attribute " + name + " has elements of another type");
                        }
                        typed.add(type.cast(element));
                    }
                    return typed;
                });
    }

    default Optional<OnnxTensor> tensor(String name) {
        return attribute(name, OnnxTensor.class, "tensor");
    }

    /** The subgraph of an attribute. */
    default OnnxRegion region(String name) {
        return attribute(name, OnnxRegion.class, "graph")
                .orElseThrow(() -> OnnxProblem.invalid("attribute " + name + " is missing"));
    }

    private static List<Integer> toInts(List<Long> values) {
        return values.stream().map(OnnxCall::toInt).toList();
    }

    private static int toInt(long value) {
        if (value != (int) value) {
            throw OnnxProblem.invalid(value + " is out of range");
        }
        return (int) value;
    }

    /** An axis attribute, counted from the front. */
    default int axis(String name, long absent, int rank) {
        return axis(integer(name, absent), rank);
    }

    static int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw OnnxProblem.invalid(
                    "axis " + axis + " is not from " + -rank + " to " + (rank - 1));
        }
        return Math.toIntExact(axis < 0 ? axis + rank : axis);
    }

    /** Axes counted from the front. */
    static List<Integer> axes(List<Integer> axes, int rank) {
        var normal = axes.stream().map(axis -> axis(axis, rank)).toList();
        if (normal.stream().distinct().count() != normal.size()) {
            throw OnnxProblem.invalid("an axis occurs twice in " + axes);
        }
        return normal;
    }

    /**
     * Complete content of an operand.
     *
     * @throws OnnxProblem when it is not known at compile time
     */
    default Content known(int operand) {
        return content(operand)
                .filter(Content::isComplete)
                .orElseThrow(() -> OnnxProblem.contentNeeded(operand));
    }

    /** Content of an operand that is numbers alone. */
    default Content numbers(int operand) {
        return content(operand)
                .filter(Content::isNumeric)
                .orElseThrow(() -> OnnxProblem.contentNeeded(operand));
    }

    /** An integer operand of rank 0 or 1 as sizes or positions, perhaps symbolic. */
    default List<Dim> dims(int operand) {
        var type = type(operand);
        if (!type.dtype().isInteger() || type.rank() > 1) {
            throw OnnxProblem.invalid(
                    "operand " + operand + " is " + type + ", not a list of integers");
        }
        return known(operand).dims();
    }

    /** An operand of one element as a size or a position. */
    default Dim dim(int operand) {
        var content = known(operand);
        if (content.elements().size() != 1) {
            throw OnnxProblem.invalid("operand " + operand + " has more than one element");
        }
        return switch (content.elements().getFirst()) {
            case Element.Whole(var value) -> value;
            case Element.Real(var value) when value == (long) value -> Dim.of((long) value);
            case Element.Real(var value) ->
                    throw OnnxProblem.invalid(
                            "operand " + operand + " is no whole number: " + value);
        };
    }

    default Shape shape(int operand) {
        var dims = dims(operand);
        if (dims.stream().anyMatch(dim -> dim.isConstant() && dim.constant() < 0)) {
            throw OnnxProblem.invalid("a negative size in " + dims);
        }
        return new Shape(dims);
    }

    /** An integer operand of rank 0 or 1 whose numbers are known. */
    default List<Integer> ints(int operand) {
        var dims = dims(operand);
        if (!dims.stream().allMatch(Dim::isConstant)) {
            throw OnnxProblem.contentNeeded(operand);
        }
        return toInts(dims.stream().map(Dim::constant).toList());
    }

    /** An operand of one element whose number is known. */
    default double number(int operand) {
        var content = numbers(operand);
        if (content.elements().size() != 1) {
            throw OnnxProblem.invalid("operand " + operand + " has more than one element");
        }
        return content.elements().getFirst().number(content.type().dtype()).doubleValue();
    }

    /**
     * Integers that older operator sets give as an attribute and newer ones as an operand; empty
     * when there are none.
     */
    default Optional<List<Integer>> integers(String attribute, int operand) {
        return has(operand) ? Optional.of(ints(operand)) : integers(attribute);
    }

    /** Refuses what is not f32 or f64. */
    default void requireFloat(int operand) {
        if (!type(operand).dtype().isFloat()) {
            throw OnnxProblem.unsupported(
                    operator() + " of " + type(operand).dtype().text() + " elements");
        }
    }

    default DType dtype(int operand) {
        return type(operand).dtype();
    }
}
