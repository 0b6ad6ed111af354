package dev.forja.ir.op.nn;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Tanh;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Scaled dot-product attention (Vaswani et al. 2017) of heads; further results: scores, capped,
 * biased, weights. Softcap 0 means none.
 */
public record Attention(double scale, double softcap) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Scaled dot-product attention of heads (Vaswani et al. 2017).",
                "softmax(cap(scale * q k^T) + bias) v",
                List.of("q", "k", "v", "bias..."),
                List.of(
                        OpDoc.OnnxName.since("Attention", 23, OnnxAttention::results),
                        OpDoc.OnnxName.since(
                                "ai.onnx.preview:FlexAttention",
                                1,
                                OnnxImport.one(OnnxFlexAttention::result))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.require(
                this,
                operands.size() == 3 || operands.size() == 4,
                "operands",
                "q, k, v and perhaps bias",
                operands.size());
        var q = operands.get(0);
        for (var operand : operands.subList(0, 3)) {
            Operands.rank(this, "q, k and v", operand, 4);
        }
        var k = operands.get(1);
        var v = operands.get(2);
        boolean fits =
                leading(q).equals(leading(k))
                        && leading(q).equals(leading(v))
                        && q.shape().dim(3).equals(k.shape().dim(3))
                        && k.shape().dim(2).equals(v.shape().dim(2));
        Operands.require(
                this, fits, "shapes", "[batch, heads, length, size]", q + ", " + k + ", " + v);
        var scores = q.withShape(q.shape().with(3, k.shape().dim(2)));
        var result = q.withShape(q.shape().with(3, v.shape().dim(3)));
        return List.of(result, scores, scores, scores, scores);
    }

    private static List<Dim> leading(TensorType type) {
        return type.shape().dims().subList(0, 2);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var batch = List.of(0, 1);
        var product =
                builder.add(
                        new Contract(batch, batch, List.of(3), List.of(3)),
                        operands.get(0),
                        operands.get(1));
        var scores = builder.add(new Mul(), product, Emit.fill(builder, product.type(), scale));
        var capped = softcap == 0 ? scores : cap(builder, scores);
        var biased =
                operands.size() == 4
                        ? Broadcasting.apply(builder, new Add(), List.of(capped, operands.get(3)))
                        : capped;
        var weights = builder.add(new Softmax(3), biased);
        var result =
                builder.add(
                        new Contract(batch, batch, List.of(3), List.of(2)),
                        weights,
                        operands.get(2));
        return List.of(result, scores, capped, biased, weights);
    }

    private Value cap(FunctionBuilder builder, Value scores) {
        var bound = Emit.fill(builder, scores.type(), softcap);
        var ratio = builder.add(new Div(), scores, bound);
        return builder.add(new Mul(), builder.add(new Tanh(), ratio), bound);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(
                        new Attention(0.5, 0),
                        "f32[1, 2, n, 4]",
                        "f32[1, 2, 3, 4]",
                        "f32[1, 2, 3, 5]"),
                Sample.of(
                        new Attention(0.5, 2),
                        "f64[1, 2, 2, 4]",
                        "f64[1, 2, n, 4]",
                        "f64[1, 2, n, 5]",
                        "f64[2, n]"));
    }
}
