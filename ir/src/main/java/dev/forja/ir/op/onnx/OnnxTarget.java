package dev.forja.ir.op.onnx;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.graph.Function;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where an operator writes itself as ONNX nodes: the counterpart of {@link OnnxCall}. Knows nothing
 * of the file format.
 */
public interface OnnxTarget {
    /** The operator set of ONNX itself, of ONNX 1.15, that is written. */
    int OPSET = 20;

    /** The end of an axis, as a bound of Slice. */
    long END = Long.MAX_VALUE;

    /** A value of the ONNX graph. */
    interface Ref {}

    /** A node whose attributes are being set. */
    interface Call {
        /**
         * Sets an attribute.
         *
         * @param value Integer, Long, Boolean (as 0 or 1), Double, String, a List of Integers,
         *     Longs, Doubles or Strings, a {@link Tensor} or a {@link Region}
         */
        Call with(String attribute, Object value);

        Ref result();

        List<Ref> results(int count);
    }

    /** A subgraph; it sees the values around it. */
    interface Region {
        Ref input(String name, TensorType type);

        /** The nodes of a function, with values for its parameters; its outputs. */
        List<Ref> inline(Function function, List<Ref> arguments);

        void output(String name, Ref value, TensorType type);
    }

    int operands();

    Ref operand(int operand);

    /** The type of an operand. */
    TensorType type(int operand);

    /** The type of a result. */
    TensorType resultType(int result);

    /** Adds a node of ONNX itself. */
    Call node(String operator, List<Ref> inputs);

    /** An optional input that is left out. */
    Ref absent();

    Ref constant(Tensor tensor);

    /** Sizes as an i64 vector: a constant, or computed from the shapes of the inputs. */
    Ref sizes(List<Dim> dims);

    /** A size as an i64 scalar. */
    Ref size(Dim dim);

    Region region(String name);

    /** The nodes of a function at this place. */
    List<Ref> inline(Function function, List<Ref> arguments);

    default Call node(String operator, Ref... inputs) {
        return node(operator, Arrays.asList(inputs));
    }

    default List<Ref> allOperands() {
        return IntStream.range(0, operands()).mapToObj(this::operand).toList();
    }

    /** A node with all operands in order. */
    default Call plain(String operator) {
        return node(operator, allOperands());
    }

    /** A constant scalar. */
    default Ref number(DType type, Number value) {
        return constant(Tensor.ofNumbers(TensorType.scalar(type), _ -> value));
    }

    /** A constant i64 vector. */
    default Ref integers(List<? extends Number> values) {
        var type = new TensorType(DType.I64, Shape.of(values.size()));
        return constant(Tensor.ofNumbers(type, values::get));
    }

    default Ref convert(Ref value, DType from, DType to) {
        return from == to
                ? value
                : node("Cast", value).with("to", OnnxTypes.number(OnnxElement.of(to))).result();
    }

    default Ref transpose(Ref value, List<Integer> permutation) {
        boolean isSame =
                permutation.equals(IntStream.range(0, permutation.size()).boxed().toList());
        return isSame ? value : node("Transpose", value).with("perm", permutation).result();
    }

    /** The same elements in another shape. */
    default Ref reshape(Ref value, Shape from, Shape to) {
        if (from.equals(to)) {
            return value;
        }
        var open = to.dims().stream().filter(dim -> !dim.isConstant()).count();
        boolean hasZero = to.dims().stream().anyMatch(dim -> dim.isConstant(0));
        if (open == 1 && !hasZero) {
            var dims = to.dims().stream().map(dim -> dim.isConstant() ? dim : Dim.of(-1)).toList();
            return node("Reshape", value, sizes(dims)).result();
        }
        var node = node("Reshape", value, sizes(to.dims()));
        return (open > 0 || hasZero ? node.with("allowzero", 1) : node).result();
    }

    default Ref unsqueeze(Ref value, List<Integer> axes) {
        return axes.isEmpty() ? value : node("Unsqueeze", value, integers(axes)).result();
    }

    default Ref squeeze(Ref value, List<Integer> axes) {
        return axes.isEmpty() ? value : node("Squeeze", value, integers(axes)).result();
    }

    /** Repeats a value to a shape that it broadcasts to by the rules of NumPy. */
    default Ref expand(Ref value, Shape from, Shape to) {
        return from.equals(to) ? value : node("Expand", value, sizes(to.dims())).result();
    }

    /** The numbers from 0 below a size, as an i64 vector. */
    default Ref positions(Dim size) {
        var step = number(DType.I64, 1);
        return node("Range", number(DType.I64, 0), size(size), step).result();
    }
}
