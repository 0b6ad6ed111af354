package dev.forja.ir.op.quant;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxTypes;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Whole numbers of a scale and a zero point as floating ones. Scale and zero point broadcast to x.
 */
public record Dequantize() implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Whole numbers of a scale and a zero point as floating ones.",
                "(x - zero) * scale",
                List.of("x", "scale", "zero"),
                List.of(
                        OpDoc.OnnxName.since(
                                "DequantizeLinear", 10, OnnxImport.one(Dequantize::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 3);
        var x = operands.get(0);
        var scale = operands.get(1);
        Operands.require(this, x.dtype() == DType.I32, "element type", "i32", x);
        Operands.require(
                this, scale.dtype().isFloat(), "element type of scale", "f32 or f64", scale);
        Operands.require(
                this,
                operands.get(2).dtype() == DType.I32,
                "element type of zero",
                "i32",
                operands.get(2));
        var shapes = operands.stream().map(TensorType::shape).toList();
        Operands.require(
                this,
                Broadcasting.commonShape(mnemonic(), shapes).equals(x.shape()),
                "shapes",
                "scale and zero that broadcast to x " + x,
                shapes);
        return List.of(x.withType(scale.dtype()));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var scale = operands.get(1);
        var shifted =
                Broadcasting.apply(builder, new Sub(), List.of(operands.get(0), operands.get(2)));
        var number = builder.add(new Convert(scale.type().dtype()), shifted);
        return List.of(Broadcasting.apply(builder, new Mul(), List.of(number, scale)));
    }

    private static Value fromOnnx(OnnxCall call) {
        var b = call.builder();
        var element =
                call.integer("output_dtype", 0) != 0
                        ? OnnxTypes.of(call.integer("output_dtype", 0))
                        : call.element(1);
        call.yields(0, element);
        var scale = OnnxScales.spread(call, call.operand(1));
        var zero =
                call.has(2)
                        ? OnnxScales.spread(call, call.operand(2))
                        : OnnxBuild.scalar(b, DType.I32, 0);
        var x = b.add(new Dequantize(), call.operand(0), scale, zero);
        return element.fit(b, OnnxBuild.convert(b, x, element.carrier()));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(1, 9, new Dequantize(), "i32[n, 5]", "f32[]", "i32[]"),
                Sample.within(1, 9, new Dequantize(), "i32[2, 3]", "f64[3]", "i32[2, 1]"));
    }
}
