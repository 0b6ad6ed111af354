package dev.forja.ir.op.nn;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Iota;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.LessEqual;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Rsqrt;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scaled dot-product attention (Vaswani and others 2017): each query takes the mean of the values,
 * weighted by the softmax of its products with the keys. Query [.., q, d], key [.., k, d], value
 * [.., k, v] with the same leading axes; the result is [.., q, v].
 *
 * <p>An optional fourth operand is a mask that broadcasts to [.., q, k]: bool, true where attention
 * is allowed, or numbers added to the products.
 *
 * @param causal whether query i sees the keys up to i only
 * @param scale factor of the products; 0 for {@code 1 / sqrt(d)}
 */
public record ScaledDotProductAttention(boolean causal, double scale) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Scaled dot-product attention.",
                "softmax(query key^T * scale + mask) value",
                List.of("query", "key", "value", "mask"),
                List.of(OpDoc.OnnxName.since("Attention", 23)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        if (operands.size() < 3 || operands.size() > 4) {
            throw new TypeException(
                    mnemonic(),
                    "wrong number of operands",
                    "query, key, value and perhaps a mask",
                    operands.size() + "",
                    "");
        }
        var query = operands.get(0);
        var key = operands.get(1);
        var value = operands.get(2);
        int rank = query.rank();
        Operands.require(
                this,
                query.dtype().isFloat() && rank >= 2,
                "query",
                "floats of rank 2 or more",
                query);
        for (var other : List.of(key, value)) {
            boolean fits =
                    other.dtype() == query.dtype()
                            && other.rank() == rank
                            && other.shape()
                                    .dims()
                                    .subList(0, rank - 2)
                                    .equals(query.shape().dims().subList(0, rank - 2));
            Operands.require(
                    this,
                    fits,
                    other == key ? "key" : "value",
                    "the element type, rank and leading axes of the query " + query,
                    other);
        }
        Operands.require(
                this,
                key.shape().dim(rank - 1).equals(query.shape().dim(rank - 1)),
                "last axis of the key",
                "that of the query, " + query.shape().dim(rank - 1),
                key);
        Operands.require(
                this,
                key.shape().dim(rank - 2).equals(value.shape().dim(rank - 2)),
                "number of values",
                "that of the keys, " + key.shape().dim(rank - 2),
                value);
        if (operands.size() == 4) {
            checkMask(query, key, operands.get(3));
        }
        return List.of(query.withShape(query.shape().with(rank - 1, value.shape().dim(rank - 1))));
    }

    private void checkMask(TensorType query, TensorType key, TensorType mask) {
        int rank = query.rank();
        var scores = query.shape().with(rank - 1, key.shape().dim(rank - 2));
        boolean fits = mask.dtype() == DType.BOOL || mask.dtype() == query.dtype();
        Operands.require(
                this, fits, "element type of the mask", "bool or " + query.dtype().text(), mask);
        var common = Broadcasting.commonShape(mnemonic(), List.of(scores, mask.shape()));
        Operands.require(
                this,
                common.equals(scores),
                "shape of the mask",
                "one that broadcasts to " + scores,
                mask);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var query = operands.get(0);
        var key = operands.get(1);
        int rank = query.type().rank();
        var batch = IntStream.range(0, rank - 2).boxed().toList();
        var products =
                builder.add(
                        new Contract(batch, batch, List.of(rank - 1), List.of(rank - 1)),
                        query,
                        key);
        var scores =
                Broadcasting.apply(builder, new Mul(), List.of(products, factor(builder, query)));
        if (operands.size() == 4) {
            scores = masked(builder, scores, operands.get(3));
        }
        if (causal) {
            var shape = scores.type().shape();
            var from = builder.add(new Iota(DType.I32, shape, rank - 2));
            var to = builder.add(new Iota(DType.I32, shape, rank - 1));
            scores = masked(builder, scores, builder.add(new LessEqual(), to, from));
        }
        var weights = builder.add(new Softmax(-1), scores);
        return List.of(
                builder.add(
                        new Contract(batch, batch, List.of(rank - 1), List.of(rank - 2)),
                        weights,
                        operands.get(2)));
    }

    private Value factor(FunctionBuilder builder, Value query) {
        var dtype = query.type().dtype();
        if (scale != 0) {
            return Emit.fill(builder, TensorType.scalar(dtype), scale);
        }
        var depth = query.type().shape().dim(query.type().rank() - 1);
        return builder.add(new Rsqrt(), Emit.dim(builder, depth, dtype));
    }

    private static Value masked(FunctionBuilder builder, Value scores, Value mask) {
        if (mask.type().dtype() != DType.BOOL) {
            return Broadcasting.apply(builder, new Add(), List.of(scores, mask));
        }
        var none =
                Emit.fill(
                        builder,
                        TensorType.scalar(scores.type().dtype()),
                        Double.NEGATIVE_INFINITY);
        return Broadcasting.apply(builder, new Where(), List.of(mask, scores, none));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(
                        new ScaledDotProductAttention(false, 0),
                        "f32[2, n, 5]",
                        "f32[2, 3, 5]",
                        "f32[2, 3, 4]"),
                Sample.of(
                        new ScaledDotProductAttention(true, 0),
                        "f32[n, 2]",
                        "f32[n, 2]",
                        "f32[n, 2]"),
                Sample.of(
                        new ScaledDotProductAttention(true, 0.5),
                        "f64[2, 2, 3, 4]",
                        "f64[2, 2, 3, 4]",
                        "f64[2, 2, 3, 2]"),
                Sample.of(
                        new ScaledDotProductAttention(false, 0),
                        "f32[2, 3, n, 4]",
                        "f32[2, 3, 5, 4]",
                        "f32[2, 3, 5, 4]",
                        "f32[2, 1, 1, 5]"));
    }
}
