package dev.forja.passes.tensor;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.create.Constant;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Neg;
import dev.forja.ir.op.math.Pow;
import dev.forja.ir.op.math.Sqrt;
import dev.forja.ir.op.math.Square;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.op.shape.Pad;
import dev.forja.ir.op.shape.Reshape;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.scalar.ScalarEvaluator;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The algebra of tensor operators, as named rules. None depends on a target. */
final class Rules {
    /** Gives the replacement, or null. */
    @FunctionalInterface
    interface Rewrite {
        List<Value> apply(FunctionBuilder builder, TensorOp op, List<Value> operands);
    }

    record Rule(String name, Rewrite rewrite) {}

    static final List<Rule> ALL =
            List.of(
                    new Rule("table of one number", Rules::fillOfTable),
                    new Rule("elementwise on fills is a fill", Rules::foldFills),
                    new Rule("x + 0, 0 + x", Rules::addZero),
                    new Rule(
                            "x - 0",
                            (_, op, x) ->
                                    op instanceof Sub && isFill(x.get(1), 0) ? keep(x, 0) : null),
                    new Rule(
                            "0 - x",
                            (b, op, x) ->
                                    op instanceof Sub && isFill(x.get(0), 0)
                                            ? List.of(b.add(new Neg(), x.get(1)))
                                            : null),
                    new Rule("x * 1, 1 * x", Rules::timesOne),
                    new Rule("x * 0, 0 * x", Rules::timesZero),
                    new Rule("x * -1, -1 * x", Rules::timesMinusOne),
                    new Rule(
                            "x / 1",
                            (_, op, x) ->
                                    op instanceof Div && isFill(x.get(1), 1) ? keep(x, 0) : null),
                    new Rule(
                            "--x",
                            (_, op, x) ->
                                    op instanceof Neg ? inner(x.getFirst(), Neg.class) : null),
                    new Rule("x ^ 1, x ^ 2, x ^ 0.5", Rules::power),
                    new Rule("where of a constant condition", Rules::whereConstant),
                    new Rule(
                            "convert to the same type",
                            (_, op, x) ->
                                    op instanceof Convert(var type)
                                                    && x.getFirst().type().dtype() == type
                                            ? x
                                            : null),
                    new Rule("transpose of transpose", Rules::transposeTwice),
                    new Rule(
                            "identity transpose",
                            (_, op, x) ->
                                    op instanceof Transpose(var order) && isIdentity(order)
                                            ? x
                                            : null),
                    new Rule(
                            "reshape of reshape",
                            (b, op, x) ->
                                    op instanceof Reshape(var shape)
                                                    && inner(x.getFirst(), Reshape.class) != null
                                            ? List.of(
                                                    Emit.reshape(
                                                            b,
                                                            inner(x.getFirst(), Reshape.class)
                                                                    .getFirst(),
                                                            shape))
                                            : null),
                    new Rule(
                            "identity reshape",
                            (_, op, x) ->
                                    op instanceof Reshape(var shape)
                                                    && x.getFirst().type().shape().equals(shape)
                                            ? x
                                            : null),
                    new Rule(
                            "broadcast of a fill",
                            (b, op, x) ->
                                    op instanceof Broadcast(var shape, _)
                                            ? refill(b, x.getFirst(), shape)
                                            : null),
                    new Rule(
                            "reshape of a fill",
                            (b, op, x) ->
                                    op instanceof Reshape(var shape)
                                            ? refill(b, x.getFirst(), shape)
                                            : null),
                    new Rule("broadcast of broadcast", Rules::broadcastTwice),
                    new Rule(
                            "identity broadcast",
                            (_, op, x) ->
                                    op instanceof Broadcast(var shape, var axes)
                                                    && isIdentity(axes)
                                                    && x.getFirst().type().shape().equals(shape)
                                            ? x
                                            : null),
                    new Rule("slice of everything", Rules::sliceAll),
                    new Rule("concat with a fill", Rules::concatWithFill),
                    new Rule("contraction of a transpose", Rules::contractTranspose),
                    new Rule("sum over axes of size 1", Rules::sumOfOne));

    private Rules() {}

    private static List<Value> keep(List<Value> operands, int index) {
        return List.of(operands.get(index));
    }

    static boolean isFill(Value value, double number) {
        return value.definition() != null
                && value.definition().op() instanceof Fill(_, _, var filled)
                && filled == number;
    }

    private static boolean isIdentity(List<Integer> axes) {
        return axes.equals(IntStream.range(0, axes.size()).boxed().toList());
    }

    /** The operands of the value's definition if that is such an operator. */
    private static List<Value> inner(Value value, Class<? extends TensorOp> op) {
        return value.definition() != null && op.isInstance(value.definition().op())
                ? value.definition().operands()
                : null;
    }

    private static List<Value> refill(FunctionBuilder b, Value value, Shape shape) {
        return value.definition() != null
                        && value.definition().op() instanceof Fill(var type, _, var number)
                ? List.of(Emit.fill(b, new TensorType(type, shape), number))
                : null;
    }

    private static List<Value> fillOfTable(FunctionBuilder b, TensorOp op, List<Value> x) {
        return op instanceof Constant table && table.number().isPresent()
                ? List.of(
                        Emit.fill(
                                b,
                                new TensorType(table.type(), table.shape()),
                                table.number().get()))
                : null;
    }

    private static List<Value> foldFills(FunctionBuilder b, TensorOp op, List<Value> x) {
        if (!(op instanceof ElementwiseOp elementwise)
                || x.stream()
                        .anyMatch(v ->
                                v.definition() == null || !(v.definition().op() instanceof Fill))) {
            return null;
        }
        var formula = elementwise.formula(x.stream().map(value -> value.type().dtype()).toList());
        var numbers = x.stream().map(value -> (Fill) value.definition().op()).toList();
        var result =
                ScalarEvaluator.evaluate(
                        formula,
                        ScalarEvaluator.Mode.MACHINE,
                        new ScalarEvaluator.Leaves() {
                            @Override
                            public Number arg(int index) {
                                var fill = numbers.get(index);
                                return fill.type().isFloat()
                                        ? (Number) fill.value()
                                        : (Number) (long) fill.value();
                            }
                        });
        return List.of(
                Emit.fill(
                        b,
                        new TensorType(formula.type(), x.getFirst().type().shape()),
                        result.doubleValue()));
    }

    private static List<Value> addZero(FunctionBuilder b, TensorOp op, List<Value> x) {
        if (!(op instanceof Add)) {
            return null;
        }
        return isFill(x.get(1), 0) ? keep(x, 0) : isFill(x.get(0), 0) ? keep(x, 1) : null;
    }

    private static List<Value> timesOne(FunctionBuilder b, TensorOp op, List<Value> x) {
        if (!(op instanceof Mul)) {
            return null;
        }
        return isFill(x.get(1), 1) ? keep(x, 0) : isFill(x.get(0), 1) ? keep(x, 1) : null;
    }

    private static List<Value> timesZero(FunctionBuilder b, TensorOp op, List<Value> x) {
        if (!(op instanceof Mul)) {
            return null;
        }
        return isFill(x.get(1), 0) ? keep(x, 1) : isFill(x.get(0), 0) ? keep(x, 0) : null;
    }

    private static List<Value> timesMinusOne(FunctionBuilder b, TensorOp op, List<Value> x) {
        if (!(op instanceof Mul)) {
            return null;
        }
        int other = isFill(x.get(1), -1) ? 0 : isFill(x.get(0), -1) ? 1 : -1;
        return other < 0 ? null : List.of(b.add(new Neg(), x.get(other)));
    }

    private static List<Value> power(FunctionBuilder b, TensorOp op, List<Value> x) {
        if (!(op instanceof Pow)) {
            return null;
        }
        if (isFill(x.get(1), 1)) {
            return keep(x, 0);
        }
        if (isFill(x.get(1), 2)) {
            return List.of(b.add(new Square(), x.get(0)));
        }
        return isFill(x.get(1), 0.5) ? List.of(b.add(new Sqrt(), x.get(0))) : null;
    }

    private static List<Value> whereConstant(FunctionBuilder b, TensorOp op, List<Value> x) {
        if (!(op instanceof Where)) {
            return null;
        }
        return isFill(x.get(0), 1) ? keep(x, 1) : isFill(x.get(0), 0) ? keep(x, 2) : null;
    }

    private static List<Value> transposeTwice(FunctionBuilder b, TensorOp op, List<Value> x) {
        if (!(op instanceof Transpose(var outer))
                || x.getFirst().definition() == null
                || !(x.getFirst().definition().op() instanceof Transpose(var first))) {
            return null;
        }
        var order = outer.stream().map(first::get).toList();
        return List.of(
                b.add(new Transpose(order), x.getFirst().definition().operands().getFirst()));
    }

    private static List<Value> broadcastTwice(FunctionBuilder b, TensorOp op, List<Value> x) {
        if (!(op instanceof Broadcast(var shape, var outer))
                || x.getFirst().definition() == null
                || !(x.getFirst().definition().op() instanceof Broadcast(_, var first))) {
            return null;
        }
        var axes = first.stream().map(outer::get).toList();
        return List.of(
                b.add(new Broadcast(shape, axes), x.getFirst().definition().operands().getFirst()));
    }

    private static List<Value> sliceAll(FunctionBuilder b, TensorOp op, List<Value> x) {
        return op instanceof Slice(var starts, var sizes, var steps)
                        && starts.stream().allMatch(Dim.ZERO::equals)
                        && steps.stream().allMatch(step -> step == 1)
                        && sizes.equals(x.getFirst().type().shape().dims())
                ? x
                : null;
    }

    /**
     * Exporters write padding so. A pad goes into what reads it, a concatenation is written out.
     */
    private static List<Value> concatWithFill(FunctionBuilder b, TensorOp op, List<Value> x) {
        if (!(op instanceof Concat(var axis))
                || x.size() < 2
                || x.getFirst().type().dtype() == DType.BOOL) {
            return null;
        }
        boolean isLast = isFill(x.getLast());
        if (!isLast && !isFill(x.getFirst())) {
            return null;
        }
        var fill = isLast ? x.getLast() : x.getFirst();
        var rest = isLast ? x.subList(0, x.size() - 1) : x.subList(1, x.size());
        var inner = rest.size() == 1 ? rest.getFirst() : b.node(op, rest).result();
        int rank = fill.type().rank();
        var none = Collections.nCopies(rank, Dim.ZERO);
        var some = new ArrayList<>(none);
        some.set(Math.floorMod(axis, rank), fill.type().shape().dim(Math.floorMod(axis, rank)));
        var pad =
                new Pad(
                        isLast ? none : some,
                        isLast ? some : none,
                        Collections.nCopies(rank, 0),
                        ((Fill) fill.definition().op()).value());
        return List.of(b.add(pad, inner));
    }

    private static boolean isFill(Value value) {
        return value.definition() != null && value.definition().op() instanceof Fill;
    }

    /**
     * The contraction reads the operand in its own order instead. Axes stay in order, so free ones
     * must not be mixed.
     */
    private static List<Value> contractTranspose(FunctionBuilder b, TensorOp op, List<Value> x) {
        if (!(op instanceof Contract(var lb, var rb, var lc, var rc))) {
            return null;
        }
        for (int side = 0; side < 2; side++) {
            var value = x.get(side);
            if (value.definition() == null
                    || !(value.definition().op() instanceof Transpose(var order))) {
                continue;
            }
            var batch = (side == 0 ? lb : rb).stream().map(order::get).toList();
            var contracted = (side == 0 ? lc : rc).stream().map(order::get).toList();
            var free =
                    IntStream.range(0, order.size())
                            .map(order::get)
                            .filter(axis -> !batch.contains(axis) && !contracted.contains(axis))
                            .boxed()
                            .toList();
            if (!free.equals(free.stream().sorted().toList())) {
                continue;
            }
            var source = value.definition().operands().getFirst();
            return side == 0
                    ? List.of(b.add(new Contract(batch, rb, contracted, rc), source, x.get(1)))
                    : List.of(b.add(new Contract(lb, batch, lc, contracted), x.get(0), source));
        }
        return null;
    }

    private static List<Value> sumOfOne(FunctionBuilder b, TensorOp op, List<Value> x) {
        if (!(op instanceof ReduceSum(var axes, _)) || axes.isEmpty()) {
            return null;
        }
        var type = x.getFirst().type();
        boolean allOne =
                axes.stream()
                        .allMatch(axis ->
                                type.shape()
                                        .dim(axis < 0 ? axis + type.rank() : axis)
                                        .isConstant(1));
        return allOne
                ? List.of(
                        Emit.reshape(
                                b, x.getFirst(), op.inferTypes(List.of(type)).getFirst().shape()))
                : null;
    }
}
