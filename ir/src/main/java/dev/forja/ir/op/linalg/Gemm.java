package dev.forja.ir.op.linalg;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.MakesChannels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Matrix product with factors, transpositions and a summand. */
public record Gemm(double alpha, double beta, boolean transA, boolean transB)
        implements MakesChannels, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Matrix product with factors, transpositions and a summand.",
                "alpha * a b + beta * c",
                List.of("a", "b", "c..."),
                List.of(OpDoc.OnnxName.since("Gemm", 1, OnnxImport.one(Gemm::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.require(
                this,
                operands.size() == 2 || operands.size() == 3,
                "operands",
                "2 or 3",
                operands.size());
        var a = operands.get(0);
        var b = operands.get(1);
        Operands.rank(this, "a", a, 2);
        Operands.rank(this, "b", b, 2);
        var inner = a.shape().dim(transA ? 0 : 1);
        var other = b.shape().dim(transB ? 1 : 0);
        Operands.require(
                this, inner.equals(other), "inner dimensions", inner + " in both", a + " and " + b);
        return List.of(
                a.withShape(
                        Shape.of(a.shape().dim(transA ? 1 : 0), b.shape().dim(transB ? 0 : 1))));
    }

    @Override
    public int resultChannels(TensorType result) {
        return 1;
    }

    @Override
    public OptionalInt kernelChannels(TensorType kernel) {
        return OptionalInt.of(transB ? 0 : 1);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var contraction =
                new Contract(
                        List.of(), List.of(), List.of(transA ? 0 : 1), List.of(transB ? 1 : 0));
        var product = builder.add(contraction, operands.get(0), operands.get(1));
        var scaled = scaled(builder, product, alpha);
        if (operands.size() == 2) {
            return List.of(scaled);
        }
        var summand = scaled(builder, operands.get(2), beta);
        var spread = Broadcasting.to(builder, summand, scaled.type().shape());
        return List.of(builder.add(new Add(), scaled, spread));
    }

    private static Value scaled(FunctionBuilder builder, Value value, double factor) {
        return factor == 1
                ? value
                : builder.add(new Mul(), Emit.fill(builder, value.type(), factor), value);
    }

    private static Value fromOnnx(OnnxCall call) {
        var op =
                new Gemm(
                        call.real("alpha", 1),
                        call.real("beta", 1),
                        call.flag("transA", false),
                        call.flag("transB", false));
        return call.builder().node(op, call.allOperands()).result();
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(
                target.plain("Gemm")
                        .with("alpha", alpha)
                        .with("beta", beta)
                        .with("transA", transA)
                        .with("transB", transB)
                        .result());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new Gemm(1, 1, false, false), "f32[n, 5]", "f32[5, 3]", "f32[3]"),
                Sample.of(new Gemm(0.5, 2, true, true), "f32[5, n]", "f32[3, 5]", "f32[n, 1]"),
                Sample.of(new Gemm(1, 1, false, true), "f64[2, 5]", "f64[3, 5]"));
    }
}
