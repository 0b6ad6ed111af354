package dev.forja.ir.op.linalg;

import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.Location;
import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Axis;
import dev.forja.ir.kernel.Combiner;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.kernel.Order;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StackSum;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * General contraction: batched, any transposition. The result has the batch axes, then the free
 * axes of the left operand, then those of the right one, each in operand order. Sums run in index
 * order.
 */
public record Contract(
        List<Integer> lhsBatch,
        List<Integer> rhsBatch,
        List<Integer> lhsContract,
        List<Integer> rhsContract)
        implements StructuredOp, StackSum, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "General contraction.",
                "result[batch, i, j] = sum over k of lhs[batch, i, k] * rhs[batch, j, k]",
                List.of("lhs", "rhs"),
                List.of());
    }

    public Contract {
        lhsBatch = List.copyOf(lhsBatch);
        rhsBatch = List.copyOf(rhsBatch);
        lhsContract = List.copyOf(lhsContract);
        rhsContract = List.copyOf(rhsContract);
    }

    private static List<Integer> free(int rank, List<Integer> batch, List<Integer> contract) {
        return IntStream.range(0, rank)
                .filter(axis -> !batch.contains(axis) && !contract.contains(axis))
                .boxed()
                .toList();
    }

    private List<Integer> lhsFree(int rank) {
        return free(rank, lhsBatch, lhsContract);
    }

    private List<Integer> rhsFree(int rank) {
        return free(rank, rhsBatch, rhsContract);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        var lhs = operands.get(0);
        var rhs = operands.get(1);
        Operands.require(
                this, lhs.dtype() == rhs.dtype(), "element types", lhs.dtype().text(), rhs);
        pair("batch", lhsBatch, rhsBatch, lhs, rhs);
        pair("contracted", lhsContract, rhsContract, lhs, rhs);
        var dims = new ArrayList<Dim>();
        lhsBatch.forEach(axis -> dims.add(lhs.shape().dim(axis)));
        lhsFree(lhs.rank()).forEach(axis -> dims.add(lhs.shape().dim(axis)));
        rhsFree(rhs.rank()).forEach(axis -> dims.add(rhs.shape().dim(axis)));
        return List.of(new TensorType(lhs.dtype(), new Shape(dims)));
    }

    private void pair(
            String what, List<Integer> left, List<Integer> right, TensorType lhs, TensorType rhs) {
        for (int i = 0; i < left.size(); i++) {
            var a = lhs.shape().dim(Operands.axis(this, left.get(i), lhs.rank()));
            var b = rhs.shape().dim(Operands.axis(this, right.get(i), rhs.rank()));
            if (!a.equals(b)) {
                throw new TypeException(
                        mnemonic(),
                        what + " dimensions differ",
                        "axis "
                                + left.get(i)
                                + " of "
                                + lhs
                                + " equal to axis "
                                + right.get(i)
                                + " of "
                                + rhs,
                        a + " and " + b,
                        "");
            }
        }
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        var lhs = operands.get(0);
        var rhs = operands.get(1);
        var axes = new ArrayList<Axis>();
        var left = new IndexExpr[lhs.rank()];
        var right = new IndexExpr[rhs.rank()];
        for (int i = 0; i < lhsBatch.size(); i++) {
            left[lhsBatch.get(i)] = IndexExpr.axis(axes.size());
            right[rhsBatch.get(i)] = IndexExpr.axis(axes.size());
            axes.add(new Axis("b" + i, lhs.shape().dim(lhsBatch.get(i)), Axis.Kind.PARALLEL));
        }
        for (int axis : lhsFree(lhs.rank())) {
            left[axis] = IndexExpr.axis(axes.size());
            axes.add(new Axis("m" + axis, lhs.shape().dim(axis), Axis.Kind.PARALLEL));
        }
        for (int axis : rhsFree(rhs.rank())) {
            right[axis] = IndexExpr.axis(axes.size());
            axes.add(new Axis("n" + axis, rhs.shape().dim(axis), Axis.Kind.PARALLEL));
        }
        for (int i = 0; i < lhsContract.size(); i++) {
            left[lhsContract.get(i)] = IndexExpr.axis(axes.size());
            right[rhsContract.get(i)] = IndexExpr.axis(axes.size());
            axes.add(new Axis("k" + i, lhs.shape().dim(lhsContract.get(i)), Axis.Kind.REDUCTION));
        }
        var body =
                ScalarExpr.call(
                        ScalarFn.MUL,
                        new ScalarExpr.Load(Access.of(0, List.of(left)), lhs.dtype()),
                        new ScalarExpr.Load(Access.of(1, List.of(right)), rhs.dtype()));
        return List.of(
                new Kernel(
                        mnemonic(),
                        axes,
                        Kernels.operands(this, operands),
                        result,
                        Kernels.identity(result.rank()),
                        false,
                        body,
                        lhsContract.isEmpty() ? Combiner.NONE : Combiner.SUM,
                        Order.SEQUENTIAL,
                        new ScalarExpr.Acc(result.dtype()),
                        location));
    }

    @Override
    public Value sumOfStack(FunctionBuilder builder, List<Value> stacks) {
        var whole =
                new Contract(
                        behindStack(lhsBatch),
                        behindStack(rhsBatch),
                        withStack(lhsContract),
                        withStack(rhsContract));
        return builder.add(whole, stacks.get(0), stacks.get(1));
    }

    private static List<Integer> behindStack(List<Integer> axes) {
        return axes.stream().map(axis -> axis + 1).toList();
    }

    private static List<Integer> withStack(List<Integer> axes) {
        return Stream.concat(Stream.of(0), behindStack(axes).stream()).toList();
    }

    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> List.of(toLeft(r), toRight(r)));
    }

    /** Contracts the cotangent with the right operand over the right operand's free axes. */
    private Value toLeft(Gradient.Request r) {
        int rank = r.operand(0).type().rank();
        int rightRank = r.operand(1).type().rank();
        var free = lhsFree(rank);
        int batch = lhsBatch.size();
        int rightFree = rhsFree(rightRank).size();
        var over =
                IntStream.range(batch + free.size(), batch + free.size() + rightFree)
                        .boxed()
                        .toList();
        var contraction =
                new Contract(
                        IntStream.range(0, batch).boxed().toList(),
                        rhsBatch,
                        over,
                        rhsFree(rightRank));
        var product = r.builder().add(contraction, r.cotangent(), r.operand(1));
        return Emit.transposeTo(
                r.builder(), product, order(lhsBatch, free, lhsContract, rhsContract));
    }

    /** Contracts the left operand with the cotangent over the left operand's free axes. */
    private Value toRight(Gradient.Request r) {
        int leftRank = r.operand(0).type().rank();
        var free = rhsFree(r.operand(1).type().rank());
        int batch = lhsBatch.size();
        var leftFree = lhsFree(leftRank);
        var over = IntStream.range(batch, batch + leftFree.size()).boxed().toList();
        var contraction =
                new Contract(lhsBatch, IntStream.range(0, batch).boxed().toList(), leftFree, over);
        var product = r.builder().add(contraction, r.operand(0), r.cotangent());
        var order = new ArrayList<>(rhsBatch);
        order.addAll(sorted(rhsContract, lhsContract));
        order.addAll(free);
        return Emit.transposeTo(r.builder(), product, order);
    }

    /**
     * Which axis of the operand each axis of the product is: batch, free, contracted in the other
     * operand's order.
     */
    private static List<Integer> order(
            List<Integer> batch, List<Integer> free, List<Integer> contract, List<Integer> others) {
        var order = new ArrayList<>(batch);
        order.addAll(free);
        order.addAll(sorted(contract, others));
        return order;
    }

    /** The axes in the order in which their partners lie in the other operand. */
    private static List<Integer> sorted(List<Integer> axes, List<Integer> partners) {
        return IntStream.range(0, axes.size())
                .boxed()
                .sorted((a, b) -> Integer.compare(partners.get(a), partners.get(b)))
                .map(axes::get)
                .toList();
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return matrices(target).or(() -> WritesOnnx.one(einsum(target)));
    }

    /** As a product of matrices, where the operands' axes lie as one has them. */
    private Optional<List<OnnxTarget.Ref>> matrices(OnnxTarget target) {
        int left = target.type(0).rank();
        int right = target.type(1).rank();
        int batch = lhsBatch.size();
        if (lhsContract.size() != 1) {
            return Optional.empty();
        }
        int over = lhsContract.getFirst();
        int under = rhsContract.getFirst();
        if (batch == 0 && over == left - 1 && under == 0 && right <= 2) {
            return WritesOnnx.one(target.plain("MatMul").result());
        }
        var leading = IntStream.range(0, batch).boxed().toList();
        boolean isBatched =
                lhsBatch.equals(leading)
                        && rhsBatch.equals(leading)
                        && left == batch + 2
                        && right == batch + 2;
        if (!isBatched) {
            return Optional.empty();
        }
        var swapped = new ArrayList<>(leading);
        swapped.addAll(List.of(batch + 1, batch));
        var a = target.operand(0);
        var b = target.operand(1);
        return WritesOnnx.one(
                target.node(
                                "MatMul",
                                over == batch ? target.transpose(a, swapped) : a,
                                under == batch ? b : target.transpose(b, swapped))
                        .result());
    }

    /** With a letter for each axis. */
    private OnnxTarget.Ref einsum(OnnxTarget target) {
        int left = target.type(0).rank();
        var right = new char[target.type(1).rank()];
        char next = 'a';
        var first = new StringBuilder();
        for (int axis = 0; axis < left; axis++) {
            first.append(next++);
        }
        for (int i = 0; i < lhsBatch.size(); i++) {
            right[rhsBatch.get(i)] = first.charAt(lhsBatch.get(i));
        }
        for (int i = 0; i < lhsContract.size(); i++) {
            right[rhsContract.get(i)] = first.charAt(lhsContract.get(i));
        }
        var result = new StringBuilder();
        lhsBatch.forEach(axis -> result.append(first.charAt(axis)));
        lhsFree(left).forEach(axis -> result.append(first.charAt(axis)));
        for (int axis : rhsFree(right.length)) {
            right[axis] = next++;
            result.append(right[axis]);
        }
        var equation = first + "," + new String(right) + "->" + result;
        return target.plain("Einsum").with("equation", equation).result();
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(
                        new Contract(List.of(), List.of(), List.of(1), List.of(0)),
                        "f32[n, 5]",
                        "f32[5, 3]"),
                Sample.of(
                        new Contract(List.of(), List.of(), List.of(0), List.of(0)),
                        "f32[n, 5]",
                        "f32[n, 17]"),
                Sample.of(
                        new Contract(List.of(), List.of(), List.of(1), List.of(1)),
                        "f32[n, 5]",
                        "f32[3, 5]"),
                Sample.of(
                        new Contract(List.of(0), List.of(1), List.of(2), List.of(0)),
                        "f64[2, 3, n]",
                        "f64[n, 2, 4]"),
                Sample.of(
                        new Contract(List.of(), List.of(), List.of(0, 1), List.of(1, 0)),
                        "f32[3, n]",
                        "f32[n, 3]"),
                Sample.of(
                        new Contract(List.of(), List.of(), List.of(), List.of()),
                        "f32[3]",
                        "f32[n]"));
    }
}
