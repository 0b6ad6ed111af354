package dev.forja.test;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Role;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.activation.Elu;
import dev.forja.ir.op.activation.Gelu;
import dev.forja.ir.op.activation.Relu;
import dev.forja.ir.op.activation.Softplus;
import dev.forja.ir.op.linalg.MatMul;
import dev.forja.ir.op.math.Abs;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Cos;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Exp;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.Maximum;
import dev.forja.ir.op.math.Minimum;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Neg;
import dev.forja.ir.op.math.Sigmoid;
import dev.forja.ir.op.math.Sin;
import dev.forja.ir.op.math.Sqrt;
import dev.forja.ir.op.math.Square;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.math.Tanh;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.nn.LogSoftmax;
import dev.forja.ir.op.nn.Softmax;
import dev.forja.ir.op.reduce.ArgMax;
import dev.forja.ir.op.reduce.ReduceMax;
import dev.forja.ir.op.reduce.ReduceMean;
import dev.forja.ir.op.reduce.ReduceMin;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.op.shape.ExpandDims;
import dev.forja.ir.op.shape.Gather;
import dev.forja.ir.op.shape.Pad;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Makes well-typed programs at random: a few matrices and vectors, then operators on what is there.
 */
final class RandomPrograms {
    private static final List<ElementwiseOp> UNARY =
            List.of(
                    new Relu(),
                    new Tanh(),
                    new Sigmoid(),
                    new Abs(),
                    new Neg(),
                    new Softplus(),
                    new Elu(0.7),
                    new Gelu(false),
                    new Sin(),
                    new Cos());
    private static final List<ElementwiseOp> BINARY =
            List.of(new Add(), new Sub(), new Mul(), new Maximum(), new Minimum());

    private static final List<ElementwiseOp> SMOOTH =
            List.of(
                    new Tanh(),
                    new Sigmoid(),
                    new Neg(),
                    new Softplus(),
                    new Gelu(false),
                    new Gelu(true),
                    new Sin(),
                    new Cos(),
                    new Square());
    private static final List<ElementwiseOp> SMOOTH_BINARY =
            List.of(new Add(), new Sub(), new Mul());

    private final Random random;
    private final boolean isSmooth;
    private final FunctionBuilder builder = new FunctionBuilder(Program.ENTRY);
    private final List<Value> inputs = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();

    private RandomPrograms(long seed, boolean isSmooth) {
        this.random = new Random(seed);
        this.isSmooth = isSmooth;
    }

    /**
     * @param size number of operators
     */
    static Program make(long seed, int size) {
        return new RandomPrograms(seed, false).program(size);
    }

    /** A program of operators that have derivatives everywhere. */
    static Program smooth(long seed, int size) {
        return new RandomPrograms(seed, true).program(size);
    }

    private Program program(int size) {
        int width = 1 + random.nextInt(20);
        int inner = 1 + random.nextInt(20);
        param("a", "n", width);
        param("b", "n", width);
        param("c", width, inner);
        param("d", inner, width);
        param("v", width);
        inputs.addAll(values);
        for (int i = 0; i < size; i++) {
            step();
        }
        builder.output("y0", values.getLast());
        builder.output("y1", values.get(values.size() / 2));
        return new Program(builder.build());
    }

    /** An input of the call or, where its shape is fixed, at random one of the model's own. */
    private void param(String name, Object... dims) {
        var shape = Arrays.stream(dims).map(Object::toString).collect(Collectors.joining(", "));
        var type = TensorType.parse("f32[" + shape + "]");
        boolean isInput = !type.shape().symbols().isEmpty() || random.nextBoolean();
        var role = isInput ? Role.INPUT : Role.PARAMETER;
        values.add(builder.param(name, type, role, Location.UNKNOWN));
    }

    private Value any() {
        return values.get(random.nextInt(values.size()));
    }

    private void step() {
        var x = any();
        var next =
                switch (random.nextInt(14)) {
                    case 0, 1 -> builder.add(one(isSmooth ? SMOOTH : UNARY), x);
                    case 2, 3 -> binary(x);
                    case 4, 5 -> matmul(x);
                    case 6 -> reduce(x);
                    case 7 -> normalise(x);
                    case 8 -> move(x);
                    case 9 -> reshape(x);
                    case 10 -> divide(x);
                    case 11 -> isSmooth ? square(x) : where(x);
                    case 12 -> isSmooth ? square(x) : gather();
                    default -> exponential(x);
                };
        if (next != null) {
            values.add(bounded(next));
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Value square(Value x) {
        return builder.add(new Square(), x);
    }

    /** e^x, of a bounded x. */
    private Value exponential(Value x) {
        var bounded =
                isSmooth
                        ? builder.add(new Tanh(), x)
                        : builder.add(new Minimum(), x, Emit.fill(builder, x.type(), 1));
        return builder.add(new Exp(), bounded);
    }

    /** A quotient, or a root, of something well above 0. */
    private Value divide(Value x) {
        var positive =
                builder.add(
                        new Add(), builder.add(new Square(), x), Emit.fill(builder, x.type(), 0.5));
        var root = builder.add(new Sqrt(), positive);
        return random.nextBoolean() ? root : builder.add(new Div(), x, root);
    }

    /** Keeps magnitudes small, so that a tolerance to the reference means something. */
    private Value bounded(Value value) {
        return random.nextInt(3) == 0 ? builder.add(new Tanh(), value) : value;
    }

    private Value binary(Value x) {
        var op = one(isSmooth ? SMOOTH_BINARY : BINARY);
        var candidates = values.stream().filter(v -> broadcasts(v, x)).toList();
        return Broadcasting.apply(builder, op, List.of(x, one(candidates)));
    }

    private static boolean broadcasts(Value small, Value large) {
        var a = small.type().shape().dims();
        var b = large.type().shape().dims();
        return a.size() <= b.size() && b.subList(b.size() - a.size(), b.size()).equals(a);
    }

    private Value matmul(Value x) {
        if (x.type().rank() != 2) {
            return null;
        }
        var inner = x.type().shape().dim(1);
        var partners =
                values.stream()
                        .filter(v -> v.type().rank() == 2 && v.type().shape().dim(0).equals(inner))
                        .toList();
        if (partners.isEmpty()) {
            return null;
        }
        var product = builder.add(new MatMul(), x, one(partners));
        return builder.add(new Mul(), product, Emit.fill(builder, product.type(), 0.1));
    }

    private Value reduce(Value x) {
        if (x.type().rank() == 0) {
            return null;
        }
        int axis = random.nextInt(x.type().rank());
        boolean keeps = random.nextBoolean();
        var axes = List.of(axis);
        return switch (random.nextInt(isSmooth ? 2 : 4)) {
            case 0 -> builder.add(new ReduceSum(axes, keeps), x);
            case 1 -> builder.add(new ReduceMean(axes, keeps), x);
            case 2 -> builder.add(new ReduceMax(axes, keeps), x);
            default -> builder.add(new ReduceMin(axes, keeps), x);
        };
    }

    private Value normalise(Value x) {
        if (x.type().rank() == 0) {
            return null;
        }
        int axis = random.nextInt(x.type().rank());
        return builder.add(random.nextBoolean() ? new Softmax(axis) : new LogSoftmax(axis), x);
    }

    private Value move(Value x) {
        if (x.type().rank() != 2) {
            return null;
        }
        var shape = x.type().shape();
        return switch (random.nextInt(4)) {
            case 0 -> builder.add(new Transpose(List.of(1, 0)), x);
            case 1 -> builder.add(new Concat(1), x, x);
            case 2 ->
                    builder.add(
                            new Pad(
                                    List.of(Dim.ZERO, Dim.ONE),
                                    List.of(Dim.of(2), Dim.ZERO),
                                    List.of(0, 0),
                                    0.5),
                            x);
            default ->
                    shape.dim(1).isConstant() && shape.dim(1).constant() > 1
                            ? builder.add(
                                    new Slice(
                                            List.of(Dim.ZERO, Dim.ONE),
                                            List.of(shape.dim(0), shape.dim(1).plus(-1)),
                                            List.of(1, 1)),
                                    x)
                            : null;
        };
    }

    /** The same elements in another shape. */
    private Value reshape(Value x) {
        var shape = x.type().shape();
        return switch (random.nextInt(3)) {
            case 0 -> Emit.reshape(builder, x, new Shape(List.of(shape.size())));
            case 1 -> builder.add(new ExpandDims(random.nextInt(shape.rank() + 1)), x);
            default ->
                    shape.rank() == 2
                            ? Emit.reshape(
                                    builder, x, new Shape(List.of(shape.dim(1), shape.dim(0))))
                            : null;
        };
    }

    /**
     * Rows of {@code c} at the positions of the greatest elements of {@code a} or {@code b}: inputs
     * have no near ties, which f32 and f64 would break differently.
     */
    private Value gather() {
        var position = builder.add(new ArgMax(1, false), inputs.get(random.nextInt(2)));
        return builder.add(new Gather(0), inputs.get(2), position);
    }

    private Value where(Value x) {
        var candidates = values.stream().filter(v -> v.type().equals(x.type())).toList();
        var other = one(candidates);
        var condition = builder.add(new Less(), x, Emit.fill(builder, x.type(), 0.25));
        return builder.add(new Where(), condition, x, other);
    }
}
