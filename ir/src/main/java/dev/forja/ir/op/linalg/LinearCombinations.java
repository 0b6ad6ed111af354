package dev.forja.ir.op.linalg;

import dev.forja.ir.build.Emit;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Access;
import dev.forja.ir.kernel.Affine;
import dev.forja.ir.kernel.IndexExpr;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.LinearOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A few linear combinations, with known factors, of the elements along a short axis. They are the
 * first axis of the result, the other axes follow in order. A product with a small constant matrix,
 * of which only factors that are not 0 cost anything.
 *
 * @param factors those of the first combination, then those of the next
 */
public record LinearCombinations(int axis, int count, List<Double> factors)
        implements StructuredOp, LinearOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Linear combinations of the elements along a short axis.",
                "result[r, ..] = sum over k of factors[r, k] * x[.., k, ..]",
                List.of("x"),
                List.of());
    }

    public LinearCombinations {
        factors = List.copyOf(factors);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        Operands.require(this, x.dtype().isFloat(), "x", "floats", x);
        var length = x.shape().dim(Operands.axis(this, axis, x.rank()));
        Operands.require(
                this,
                count >= 1 && length.times(count).isConstant(factors.size()),
                "factors",
                count + " for each of " + length + " elements, at least 1",
                factors.size());
        var dims = new ArrayList<>(x.shape().without(at(x)).dims());
        dims.addFirst(Dim.of(count));
        return List.of(x.withShape(new Shape(dims)));
    }

    private int at(TensorType x) {
        return Operands.axis(this, axis, x.rank());
    }

    private int length() {
        return factors.size() / count;
    }

    /** Which combination it is decides between formulas of few terms each. */
    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        var x = operands.getFirst();
        var type = result.dtype();
        var which = new ScalarExpr.Index(0, DType.I32);
        var body = combination(count - 1, x);
        for (int row = count - 2; row >= 0; row--) {
            var here =
                    ScalarExpr.call(ScalarFn.EQ, which, ScalarExpr.constant(DType.I32, (long) row));
            body =
                    new ScalarExpr.Call(
                            ScalarFn.WHERE, List.of(here, combination(row, x), body), type);
        }
        return List.of(Kernels.map(this, operands, result, body, location));
    }

    /** Elements that are added as they are go first, so that a product is never left alone. */
    private ScalarExpr combination(int row, TensorType x) {
        var terms =
                IntStream.range(0, length())
                        .boxed()
                        .filter(k -> factor(row, k) != 0)
                        .sorted(Comparator.comparing(k -> factor(row, k) != 1))
                        .toList();
        ScalarExpr sum = null;
        for (int k : terms) {
            double factor = factor(row, k);
            var element = element(k, x);
            if (sum != null && factor == -1) {
                sum = ScalarExpr.call(ScalarFn.SUB, sum, element);
                continue;
            }
            var term =
                    factor == 1
                            ? element
                            : ScalarExpr.call(
                                    ScalarFn.MUL, ScalarExpr.constant(x.dtype(), factor), element);
            sum = sum == null ? term : ScalarExpr.call(ScalarFn.ADD, sum, term);
        }
        return sum == null ? ScalarExpr.constant(x.dtype(), 0.0) : sum;
    }

    private double factor(int row, int k) {
        return factors.get(row * length() + k);
    }

    private ScalarExpr element(int k, TensorType x) {
        var index = new ArrayList<IndexExpr>();
        for (int dim = 0; dim < x.rank(); dim++) {
            index.add(
                    dim == at(x)
                            ? new IndexExpr.Direct(Affine.constant(k))
                            : IndexExpr.axis(dim < at(x) ? dim + 1 : dim));
        }
        return new ScalarExpr.Load(Access.of(0, index), x.dtype());
    }

    /** The combinations of the transposed matrix. */
    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> {
            var turned = new ArrayList<Double>();
            for (int k = 0; k < length(); k++) {
                for (int row = 0; row < count; row++) {
                    turned.add(factor(row, k));
                }
            }
            var back = new LinearCombinations(0, length(), turned);
            var x = r.operand(0).type();
            return List.of(elementsAt(r, r.builder().add(back, r.cotangent()), at(x), x.rank()));
        });
    }

    private static Value elementsAt(Gradient.Request r, Value value, int axis, int rank) {
        var order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        order.remove(axis);
        order.addFirst(axis);
        return Emit.transposeTo(r.builder(), value, order);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        var x = target.type(0);
        int last = x.rank() - 1;
        var elementsLast = new ArrayList<>(IntStream.rangeClosed(0, last).boxed().toList());
        elementsLast.addLast(elementsLast.remove(at(x)));
        var matrix =
                Tensor.ofNumbers(
                        new TensorType(x.dtype(), Shape.of(length(), count)),
                        i -> factor(i % count, i / count));
        var product =
                target.node(
                                "MatMul",
                                target.transpose(target.operand(0), elementsLast),
                                target.constant(matrix))
                        .result();
        var first = new ArrayList<>(IntStream.range(0, last).boxed().toList());
        first.addFirst(last);
        return WritesOnnx.one(target.transpose(product, first));
    }

    @Override
    public List<Sample> samples() {
        var factors = List.of(1.0, 0.0, -1.0, 0.5, 2.0, 1.0);
        return List.of(
                Sample.of(new LinearCombinations(0, 2, factors), "f32[3, n]"),
                Sample.of(new LinearCombinations(1, 3, factors), "f32[n, 2, 17]"),
                Sample.of(new LinearCombinations(-1, 6, factors), "f64[4, n, 1]"),
                Sample.of(new LinearCombinations(0, 2, List.of(0.0, 0.0, -1.0, 3.0)), "f32[2]"));
    }
}
