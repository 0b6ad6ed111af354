package dev.forja.ir.op.linalg;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.MakesChannels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.quant.Quantize;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Matrix product with the rules of NumPy: a rank-1 operand is a row or a column, leading axes are
 * batches and broadcast.
 */
public record MatMul() implements MakesChannels {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Matrix product.",
                "result[.., i, j] = sum over k of a[.., i, k] * b[.., k, j]",
                List.of("a", "b"),
                List.of(
                        OpDoc.OnnxName.since("MatMul", 1),
                        OpDoc.OnnxName.since("MatMulInteger", 10, OnnxImport.one(MatMul::integers)),
                        OpDoc.OnnxName.since(
                                "QLinearMatMul", 10, OnnxImport.one(MatMul::quantized))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 2);
        var a = operands.get(0);
        var b = operands.get(1);
        if (a.rank() == 0 || b.rank() == 0) {
            throw new TypeException(
                    mnemonic(),
                    "a scalar operand",
                    "rank 1 or more",
                    a + " and " + b,
                    "use times()");
        }
        Operands.require(this, a.dtype() == b.dtype(), "element types", a.dtype().text(), b);
        var inner = a.shape().dim(a.rank() - 1);
        var other = b.shape().dim(Math.max(0, b.rank() - 2));
        if (!inner.equals(other)) {
            throw new TypeException(
                    mnemonic(),
                    "inner dimensions differ",
                    "last dimension of a equal to "
                            + (b.rank() > 1 ? "second last" : "the")
                            + " dimension of b",
                    a + " and " + b + ": " + inner + " and " + other,
                    b.rank() == 2 && inner.equals(b.shape().dim(1)) ? "transpose b" : "");
        }
        var dims = new ArrayList<>(batch(operands).dims());
        if (a.rank() > 1) {
            dims.add(a.shape().dim(a.rank() - 2));
        }
        if (b.rank() > 1) {
            dims.add(b.shape().dim(b.rank() - 1));
        }
        return List.of(new TensorType(a.dtype(), new Shape(dims)));
    }

    private Shape batch(List<TensorType> operands) {
        var left = leading(operands.get(0).shape());
        var right = leading(operands.get(1).shape());
        return Broadcasting.commonShape(mnemonic(), List.of(left, right));
    }

    private static Shape leading(Shape shape) {
        return new Shape(shape.dims().subList(0, Math.max(0, shape.rank() - 2)));
    }

    @Override
    public int resultChannels(TensorType result) {
        return result.rank() - 1;
    }

    @Override
    public OptionalInt kernelChannels(TensorType kernel) {
        return kernel.rank() == 2 ? OptionalInt.of(1) : OptionalInt.empty();
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var batch = batch(operands.stream().map(Value::type).toList());
        var a = operands.get(0);
        var b = operands.get(1);
        int aRank = a.type().rank();
        int bRank = b.type().rank();
        if (bRank <= 2) {
            return List.of(
                    builder.add(
                            new Contract(List.of(), List.of(), List.of(aRank - 1), List.of(0)),
                            a,
                            b));
        }
        var left = withBatch(builder, a, batch);
        var right = withBatch(builder, b, batch);
        var axes = IntStream.range(0, batch.rank()).boxed().toList();
        int contractLeft = left.type().rank() - 1;
        int contractRight = right.type().rank() - 2;
        return List.of(
                builder.add(
                        new Contract(axes, axes, List.of(contractLeft), List.of(contractRight)),
                        left,
                        right));
    }

    private static Value withBatch(FunctionBuilder builder, Value value, Shape batch) {
        var shape = value.type().shape();
        int matrix = Math.min(2, shape.rank());
        var dims = new ArrayList<>(batch.dims());
        dims.addAll(shape.dims().subList(shape.rank() - matrix, shape.rank()));
        return Broadcasting.to(builder, value, new Shape(dims));
    }

    private static Value integers(OnnxCall call) {
        call.yields(0, OnnxElement.I32);
        return call.builder().add(new MatMul(), shifted(call, 0, 2), shifted(call, 1, 3));
    }

    /** Operands are a, its scale and zero point, b with its own, those of the result. */
    private static Value quantized(OnnxCall call) {
        var b = call.builder();
        var element = call.element(7);
        call.yields(0, element);
        var product = b.add(new MatMul(), shifted(call, 0, 2), shifted(call, 3, 5));
        var scale =
                OnnxBuild.apply(
                        b,
                        new Mul(),
                        OnnxBuild.convert(b, ofRows(call, 0, 1), DType.F32),
                        OnnxBuild.convert(b, scalarOrSame(call, 4), DType.F32));
        var real = OnnxBuild.apply(b, new Mul(), OnnxBuild.convert(b, product, DType.F32), scale);
        return b.add(
                Quantize.to(element),
                real,
                OnnxBuild.convert(b, scalarOrSame(call, 6), DType.F32),
                scalarOrSame(call, 7));
    }

    /** An operand without its zero point, which is for all, or for each row of a or column of b. */
    private static Value shifted(OnnxCall call, int operand, int zero) {
        var value = call.operand(operand);
        if (!call.has(zero)) {
            return value;
        }
        var point = operand == 0 ? ofRows(call, operand, zero) : scalarOrSame(call, zero);
        return OnnxBuild.apply(call.builder(), new Sub(), value, point);
    }

    /** A vector as a column, so that it broadcasts over the rows of an operand. */
    private static Value ofRows(OnnxCall call, int operand, int vector) {
        var value = scalarOrSame(call, vector);
        return value.type().rank() == 1 && call.type(operand).rank() > 1
                ? Emit.reshape(
                        call.builder(), value, Shape.of(value.type().shape().dim(0), Dim.ONE))
                : value;
    }

    private static Value scalarOrSame(OnnxCall call, int operand) {
        var value = call.operand(operand);
        return value.type().shape().equals(Shape.of(1))
                ? Emit.reshape(call.builder(), value, Shape.SCALAR)
                : value;
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new MatMul(), "f32[n, 5]", "f32[5, 3]"),
                Sample.of(new MatMul(), "f32[5]", "f32[5, 3]"),
                Sample.of(new MatMul(), "f32[n, 5]", "f32[5]"),
                Sample.of(new MatMul(), "f32[2, n, 5]", "f32[5, 3]"),
                Sample.of(new MatMul(), "f32[2, n, 5]", "f32[1, 5, 3]"),
                Sample.of(new MatMul(), "f64[4]", "f64[4]"));
    }
}
