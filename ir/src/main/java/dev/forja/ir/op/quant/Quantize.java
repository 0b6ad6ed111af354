package dev.forja.ir.op.quant;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Clip;
import dev.forja.ir.op.math.Convert;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Maximum;
import dev.forja.ir.op.math.Minimum;
import dev.forja.ir.op.math.Round;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTypes;
import dev.forja.ir.op.reduce.ReduceMax;
import dev.forja.ir.op.reduce.ReduceMin;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Floating numbers as whole ones between two bounds: the nearest multiple of the scale, ties to
 * even. Scale and zero point broadcast to x.
 *
 * @param low least result, of at most 24 bits
 * @param high greatest result, of at most 24 bits
 */
public record Quantize(int low, int high) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Floating numbers as whole ones of a scale and a zero point.",
                "clip(round(x / scale) + zero, low, high)",
                List.of("x", "scale", "zero"),
                List.of(
                        OpDoc.OnnxName.since(
                                "QuantizeLinear", 10, OnnxImport.one(Quantize::fromOnnx)),
                        OpDoc.OnnxName.since("DynamicQuantizeLinear", 11, Quantize::dynamic)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 3);
        var x = operands.get(0);
        Operands.require(this, x.dtype().isFloat(), "element type", "f32 or f64", x);
        Operands.require(
                this,
                operands.get(1).dtype() == x.dtype(),
                "element type of scale",
                x.dtype().text(),
                operands.get(1));
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
        return List.of(x.withType(DType.I32));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var type = operands.get(0).type().dtype();
        var scaled = apply(builder, new Div(), operands.get(0), operands.get(1));
        var zero = builder.add(new Convert(type), operands.get(2));
        var shifted = apply(builder, new Add(), builder.add(new Round(), scaled), zero);
        var bounds = TensorType.scalar(type);
        var clipped =
                apply(
                        builder,
                        new Clip(),
                        shifted,
                        Emit.fill(builder, bounds, low),
                        Emit.fill(builder, bounds, high));
        return List.of(builder.add(new Convert(DType.I32), clipped));
    }

    private static Value apply(FunctionBuilder builder, ElementwiseOp op, Value... operands) {
        return Broadcasting.apply(builder, op, List.of(operands));
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("a whole number has no derivative");
    }

    /**
     * To the range of an element type of ONNX.
     *
     * @throws OnnxProblem when that is not one to quantise to
     */
    public static Quantize to(OnnxElement element) {
        return switch (element) {
            case U8 -> new Quantize(0, 0xff);
            case I8 -> new Quantize(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case U16 -> new Quantize(0, 0xffff);
            case I16 -> new Quantize(Short.MIN_VALUE, Short.MAX_VALUE);
            default -> throw OnnxProblem.unsupported("quantisation to " + element.name());
        };
    }

    private static Value fromOnnx(OnnxCall call) {
        var b = call.builder();
        var element =
                call.has(2)
                        ? call.element(2)
                        : call.integer("output_dtype", 0) != 0
                                ? OnnxTypes.of(call.integer("output_dtype", 0))
                                : OnnxElement.U8;
        call.yields(0, element);
        call.requireFloat(0);
        var type = call.dtype(0);
        var scale = OnnxBuild.convert(b, OnnxScales.spread(call, call.operand(1)), type);
        var zero =
                call.has(2)
                        ? OnnxScales.spread(call, call.operand(2))
                        : OnnxBuild.scalar(b, DType.I32, 0);
        return b.add(to(element), call.operand(0), scale, zero);
    }

    /** Scale and zero point such that the range of x, with 0, is that of u8. */
    private static List<Value> dynamic(OnnxCall call) {
        var b = call.builder();
        var x = call.operand(0);
        var type = x.type().dtype();
        var all = IntStream.range(0, x.type().rank()).boxed().toList();
        var none = OnnxBuild.scalar(b, type, 0);
        var least = apply(b, new Minimum(), b.add(new ReduceMin(all, false), x), none);
        var greatest = apply(b, new Maximum(), b.add(new ReduceMax(all, false), x), none);
        var range = apply(b, new Sub(), greatest, least);
        var scale = apply(b, new Div(), range, OnnxBuild.scalar(b, type, 255));
        var start = apply(b, new Sub(), none, apply(b, new Div(), least, scale));
        var limited = apply(b, new Clip(), start, none, OnnxBuild.scalar(b, type, 255));
        var zero = b.add(new Convert(DType.I32), b.add(new Round(), limited));
        call.yields(0, OnnxElement.U8);
        call.yields(2, OnnxElement.U8);
        return List.of(b.add(to(OnnxElement.U8), x, scale, zero), scale, zero);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(0.1, 3, new Quantize(0, 255), "f32[n, 5]", "f32[]", "i32[]"),
                Sample.within(0.1, 3, new Quantize(-9, 9), "f64[2, 3]", "f64[3]", "i32[2, 1]"));
    }
}
