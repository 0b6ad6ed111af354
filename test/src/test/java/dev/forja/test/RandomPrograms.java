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
import dev.forja.ir.op.math.Exp;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.Maximum;
import dev.forja.ir.op.math.Minimum;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Neg;
import dev.forja.ir.op.math.Sigmoid;
import dev.forja.ir.op.math.Sin;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.math.Tanh;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.nn.LogSoftmax;
import dev.forja.ir.op.nn.Softmax;
import dev.forja.ir.op.reduce.ReduceMax;
import dev.forja.ir.op.reduce.ReduceMean;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.op.shape.Pad;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

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

    private final Random random;
    private final FunctionBuilder builder = new FunctionBuilder(Program.ENTRY);
    private final List<Value> values = new ArrayList<>();

    private RandomPrograms(long seed) {
        this.random = new Random(seed);
    }

    /**
     * @param size number of operators
     */
    static Program make(long seed, int size) {
        return new RandomPrograms(seed).program(size);
    }

    private Program program(int size) {
        int width = 1 + random.nextInt(20);
        int inner = 1 + random.nextInt(20);
        param("a", "n", width);
        param("b", "n", width);
        param("c", width, inner);
        param("d", inner, width);
        values.add(
                builder.param(
                        "v", TensorType.parse("f32[" + width + "]"), Role.INPUT, Location.UNKNOWN));
        for (int i = 0; i < size; i++) {
            step();
        }
        builder.output("y0", values.getLast());
        builder.output("y1", values.get(values.size() / 2));
        return new Program(builder.build());
    }

    private void param(String name, Object rows, Object columns) {
        var type = TensorType.parse("f32[" + rows + ", " + columns + "]");
        values.add(builder.param(name, type, Role.INPUT, Location.UNKNOWN));
    }

    private Value any() {
        return values.get(random.nextInt(values.size()));
    }

    private void step() {
        var x = any();
        var next =
                switch (random.nextInt(10)) {
                    case 0, 1 -> builder.add(UNARY.get(random.nextInt(UNARY.size())), x);
                    case 2, 3 -> binary(x);
                    case 4 -> matmul(x);
                    case 5 -> reduce(x);
                    case 6 -> normalise(x);
                    case 7 -> move(x);
                    case 8 -> where(x);
                    default ->
                            builder.add(
                                    new Exp(),
                                    builder.add(new Minimum(), x, Emit.fill(builder, x.type(), 1)));
                };
        if (next != null) {
            values.add(bounded(next));
        }
    }

    /** Keeps magnitudes small, so that a tolerance to the reference means something. */
    private Value bounded(Value value) {
        return random.nextInt(3) == 0 ? builder.add(new Tanh(), value) : value;
    }

    private Value binary(Value x) {
        var op = BINARY.get(random.nextInt(BINARY.size()));
        var candidates = values.stream().filter(v -> broadcasts(v, x)).toList();
        return Broadcasting.apply(
                builder, op, List.of(x, candidates.get(random.nextInt(candidates.size()))));
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
        var product = builder.add(new MatMul(), x, partners.get(random.nextInt(partners.size())));
        return builder.add(new Mul(), product, Emit.fill(builder, product.type(), 0.1));
    }

    private Value reduce(Value x) {
        if (x.type().rank() == 0) {
            return null;
        }
        int axis = random.nextInt(x.type().rank());
        boolean keeps = random.nextBoolean();
        return switch (random.nextInt(3)) {
            case 0 -> builder.add(new ReduceSum(List.of(axis), keeps), x);
            case 1 -> builder.add(new ReduceMean(List.of(axis), keeps), x);
            default -> builder.add(new ReduceMax(List.of(axis), keeps), x);
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

    private Value where(Value x) {
        var candidates = values.stream().filter(v -> v.type().equals(x.type())).toList();
        var other = candidates.get(random.nextInt(candidates.size()));
        var condition = builder.add(new Less(), x, Emit.fill(builder, x.type(), 0.25));
        return builder.add(new Where(), condition, x, other);
    }
}
