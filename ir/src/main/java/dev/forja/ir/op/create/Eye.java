package dev.forja.ir.op.create;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxTypes;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** A matrix with ones on its k-th diagonal and zeros elsewhere. */
public record Eye(DType type, Shape shape, int k) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "A matrix with ones on its k-th diagonal and zeros elsewhere.",
                "j - i = k ? 1 : 0",
                List.of(),
                List.of(OpDoc.OnnxName.since("EyeLike", 9, OnnxImport.one(Eye::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 0);
        Operands.require(this, shape.rank() == 2, "shape", "rank 2", shape);
        return List.of(new TensorType(type, shape));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var rows = builder.add(new Iota(DType.I64, shape, 0));
        var columns = builder.add(new Iota(DType.I64, shape, 1));
        var wanted = builder.add(new Fill(DType.I64, shape, k));
        var isThere = builder.add(new Equal(), builder.add(new Sub(), columns, rows), wanted);
        return List.of(builder.add(new Convert(type), isThere));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("it has no operands");
    }

    private static Value fromOnnx(OnnxCall call) {
        var like = call.type(0);
        var element =
                call.hasAttribute("dtype")
                        ? OnnxTypes.of(call.integer("dtype", 0))
                        : call.element(0);
        call.yields(0, element);
        var type = element.carrier();
        int k = Math.toIntExact(call.integer("k", 0));
        return call.builder().add(new Eye(type, like.shape(), k));
    }

    @Override
    public List<Sample> samples() {
        return List.of(Sample.of(new Eye(DType.F32, Shape.parse("n, 5"), 1)));
    }
}
