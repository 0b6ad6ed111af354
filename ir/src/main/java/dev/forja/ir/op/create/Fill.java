package dev.forja.ir.op.create;

import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.HoldsNumbers;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.OnnxTensor;
import dev.forja.ir.op.onnx.RepeatsElements;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/** A tensor of one value. */
public record Fill(DType type, Shape shape, double value)
        implements StructuredOp, RepeatsElements, HoldsNumbers {
    @Override
    public Optional<Double> number() {
        return Optional.of(value);
    }

    @Override
    public OpDoc doc() {
        return new OpDoc(
                "A tensor of one value.",
                "value",
                List.of(),
                List.of(
                        OpDoc.OnnxName.since(
                                "ConstantOfShape", 9, OnnxImport.one(Fill::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 0);
        return List.of(new TensorType(type, shape));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        return List.of(
                Kernels.map(this, operands, result, ScalarExpr.constant(type, value), location));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("it has no operands");
    }

    private static Value fromOnnx(OnnxCall call) {
        var shape = call.shape(0);
        var value = call.tensor("value");
        call.yields(0, value.map(OnnxTensor::storage).orElse(OnnxElement.F32));
        var type = value.map(tensor -> tensor.type().dtype()).orElse(DType.F32);
        double element = value.map(tensor -> tensor.element(0).doubleValue()).orElse(0.0);
        return call.builder().add(new Fill(type, shape, element));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        if (shape.rank() == 0) {
            return WritesOnnx.one(compact(target).value());
        }
        var element = Tensor.of(new TensorType(type, Shape.of(1)), _ -> value);
        return WritesOnnx.one(
                target.node("ConstantOfShape", target.sizes(shape.dims()))
                        .with("value", element)
                        .result());
    }

    @Override
    public Compact compact(OnnxTarget target) {
        var number = Tensor.of(TensorType.scalar(type), _ -> value);
        return new Compact(target.constant(number), Shape.SCALAR);
    }

    @Override
    public List<Sample> samples() {
        return List.of(Sample.of(new Fill(DType.F32, Shape.parse("n, 5"), 1.5)));
    }
}
