package dev.forja.ir.op.create;

import dev.forja.ir.build.Emit;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.diag.Location;
import dev.forja.ir.graph.Value;
import dev.forja.ir.kernel.Kernel;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.Kernels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.StructuredOp;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxRange;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.OnnxTensor;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.scalar.ScalarExpr;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Optional;

/** A dimension as a number. */
public record DimSize(Dim dim, DType type) implements StructuredOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "A dimension as a number.",
                "dim",
                List.of(),
                List.of(
                        OpDoc.OnnxName.since("Shape", 1, OnnxImport.one(DimSize::shape))
                                .range(OnnxRange.MOVES),
                        OpDoc.OnnxName.since("Size", 1, OnnxImport.one(DimSize::size))
                                .range(OnnxRange.MOVES)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 0);
        return List.of(TensorType.scalar(type));
    }

    @Override
    public List<Kernel> kernels(List<TensorType> operands, TensorType result, Location location) {
        return List.of(
                Kernels.map(this, operands, result, new ScalarExpr.DimValue(dim, type), location));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("it has no operands");
    }

    private static Value shape(OnnxCall call) {
        call.yields(0, OnnxElement.I64);
        var b = call.builder();
        var dims = call.type(0).shape().dims();
        int start = bound(call.integer("start", 0), dims.size());
        int end = bound(call.integer("end", dims.size()), dims.size());
        var wanted = dims.subList(start, Math.max(start, end));
        if (wanted.stream().allMatch(Dim::isConstant)) {
            var type = new TensorType(DType.I64, Shape.of(wanted.size()));
            return call.constant(
                    OnnxTensor.of(Tensor.ofNumbers(type, i -> wanted.get(i).constant())));
        }
        var numbers =
                wanted.stream()
                        .map(dim -> Emit.reshape(b, Emit.dim(b, dim, DType.I64), Shape.of(1)))
                        .toList();
        return numbers.size() == 1 ? numbers.getFirst() : b.node(new Concat(0), numbers).result();
    }

    private static int bound(long axis, int rank) {
        return (int) Math.clamp(axis < 0 ? axis + rank : axis, 0, rank);
    }

    private static Value size(OnnxCall call) {
        call.yields(0, OnnxElement.I64);
        return Emit.dim(call.builder(), call.type(0).shape().size(), DType.I64);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return WritesOnnx.one(target.convert(target.size(dim), DType.I64, type));
    }

    @Override
    public List<Sample> samples() {
        return List.of(Sample.of(new DimSize(Dim.of(12), DType.F32)));
    }
}
