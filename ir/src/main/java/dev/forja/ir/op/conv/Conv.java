package dev.forja.ir.op.conv;

import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.MakesChannels;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.OnnxWindows;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.op.quant.Quantize;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Convolution (cross-correlation) over any number of spatial axes, with strides, dilations, padding
 * by zeros on each side, and groups: output channel o sees the input channels of its group alone.
 * As many groups as channels make it depthwise. Channels first: x [batch, in, spatial..], kernel
 * [out, in / groups, spatial..]; channels last: x [batch, spatial.., in], kernel [spatial.., in /
 * groups, out].
 *
 * @param low padding before the elements of each spatial axis; negative cuts
 * @param high padding behind
 */
public record Conv(
        List<Integer> strides,
        List<Integer> dilations,
        List<Dim> low,
        List<Dim> high,
        int groups,
        boolean channelsLast)
        implements ComputesOnTiles, MakesChannels, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Convolution.",
                "y[n, p, o] = sum over k, c of"
                        + " x[n, p * stride + k * dilation - low, c] * kernel[k, c, o]",
                List.of("x", "kernel"),
                List.of(
                        OpDoc.OnnxName.since("Conv", 1, OnnxImport.one(Conv::fromOnnx)),
                        OpDoc.OnnxName.since("ConvInteger", 10, OnnxImport.one(Conv::integers)),
                        OpDoc.OnnxName.since("QLinearConv", 10, OnnxImport.one(Conv::quantized)),
                        OpDoc.OnnxName.since("CausalConvWithState", 27, OnnxCausalConv::results)));
    }

    public Conv {
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
        low = List.copyOf(low);
        high = List.copyOf(high);
    }

    Geometry geometry() {
        return new Geometry(strides, dilations, low, high, groups, channelsLast);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        var at = geometry();
        at.check(this, operands);
        var x = operands.get(0).shape();
        var kernel = operands.get(1).shape();
        var in = at.perGroup(this, x.dim(at.channels()), "input channels");
        var out = kernel.dim(at.kernelOut());
        at.perGroup(this, out, "output channels");
        Operands.require(
                this,
                in.equals(kernel.dim(at.kernelIn())),
                "input channels of the kernel",
                in + (groups > 1 ? " for each of " + groups + " groups" : "") + ", as in x " + x,
                kernel.dim(at.kernelIn()) + " in " + kernel);
        var counts = counts(operands);
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i).isConstant() && counts.get(i).constant() < 0) {
                throw new TypeException(
                        mnemonic(),
                        "kernel larger than the padded x on spatial axis " + i,
                        "at most "
                                + x.dim(at.spatial(i)).plus(low.get(i)).plus(high.get(i))
                                + " positions",
                        at.span(i, kernel) + "",
                        "");
            }
        }
        return List.of(operands.get(0).withShape(at.shape(x.dim(0), out, counts)));
    }

    private List<Dim> counts(List<TensorType> operands) {
        var at = geometry();
        return at.each().stream()
                .map(i -> at.convolved(i, operands.get(0).shape(), operands.get(1).shape()))
                .toList();
    }

    @Override
    public int resultChannels(TensorType result) {
        return geometry().channels();
    }

    @Override
    public OptionalInt kernelChannels(TensorType kernel) {
        return OptionalInt.of(geometry().kernelOut());
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var counts = counts(operands.stream().map(Value::type).toList());
        return List.of(
                new Convolutions(builder, geometry())
                        .convolve(operands.get(0), operands.get(1), counts));
    }

    @Override
    public Optional<TiledConvolution> onTiles(List<TensorType> operands) {
        return TiledConvolution.of(this, operands);
    }

    /** By x a transposed convolution, by the kernel a contraction of windows and cotangent. */
    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> List.of(toInput(r), toKernel(r)));
    }

    private Value toInput(Gradient.Request r) {
        var at = geometry();
        var x = r.operand(0).type().shape();
        var fit = new ArrayList<Dim>();
        for (int i : at.each()) {
            var whole = at.transposed(i, r.cotangent().type().shape(), r.operand(1).type().shape());
            fit.add(whole.plus(high.get(i)).minus(x.dim(at.spatial(i))));
        }
        var back = new ConvTranspose(strides, dilations, low, fit, groups, channelsLast);
        return r.builder().add(back, r.cotangent(), r.operand(1));
    }

    private Value toKernel(Gradient.Request r) {
        return new Convolutions(r.builder(), geometry())
                .kernelGradient(r.operand(0), r.cotangent(), r.operand(1).type());
    }

    /** A convolution without dilation or groups, padded by one number on every side. */
    public static Conv plain(int axes, int stride, int padding, boolean channelsLast) {
        var pads = Collections.nCopies(axes, Dim.of(padding));
        var ones = Collections.nCopies(axes, 1);
        return new Conv(Collections.nCopies(axes, stride), ones, pads, pads, 1, channelsLast);
    }

    private Conv dilated(int dilation) {
        var all = Collections.nCopies(strides.size(), dilation);
        return new Conv(strides, all, low, high, groups, channelsLast);
    }

    private Conv grouped(int count) {
        return new Conv(strides, dilations, low, high, count, channelsLast);
    }

    private static Value fromOnnx(OnnxCall call) {
        var product = call.builder().add(of(call, 1), call.operand(0), call.operand(1));
        return Geometry.biased(call, product);
    }

    /** The convolution of a node whose kernel is this operand. */
    private static Conv of(OnnxCall call, int kernel) {
        var windows = OnnxWindows.of(call, OnnxWindows.kernel(call, kernel));
        return new Conv(
                windows.strides(),
                windows.dilations(),
                windows.low(),
                windows.high(),
                Math.toIntExact(call.integer("group", 1)),
                false);
    }

    private static Value integers(OnnxCall call) {
        call.yields(0, OnnxElement.I32);
        return call.builder().add(of(call, 1), shifted(call, 0, 2), shifted(call, 1, 3));
    }

    /** Operands are x, its scale and zero point, the kernel's, the result's, and a bias. */
    private static Value quantized(OnnxCall call) {
        var b = call.builder();
        var element = call.element(7);
        call.yields(0, element);
        var sum = b.add(of(call, 3), shifted(call, 0, 2), shifted(call, 3, 5));
        int axes = sum.type().rank() - 2;
        if (call.has(8)) {
            sum = OnnxBuild.apply(b, new Add(), sum, column(call, 8, axes));
        }
        var scale = OnnxBuild.apply(b, new Mul(), column(call, 1, 0), column(call, 4, axes));
        var real = OnnxBuild.apply(b, new Mul(), OnnxBuild.convert(b, sum, DType.F32), scale);
        return b.add(Quantize.to(element), real, column(call, 6, 0), column(call, 7, 0));
    }

    /** An operand without its zero point, which is for all or for each output channel. */
    private static Value shifted(OnnxCall call, int operand, int zero) {
        var value = call.operand(operand);
        return call.has(zero)
                ? OnnxBuild.apply(
                        call.builder(),
                        new Sub(),
                        value,
                        column(call, zero, value.type().rank() - 1))
                : value;
    }

    /** A vector with axes behind it; of a single element, a scalar. */
    private static Value column(OnnxCall call, int operand, int axes) {
        var value = call.operand(operand);
        var shape = value.type().shape();
        boolean isSingle = shape.size().equals(Dim.ONE);
        var dims = new ArrayList<>(shape.dims());
        dims.addAll(Collections.nCopies(axes, Dim.ONE));
        return Emit.reshape(call.builder(), value, isSingle ? Shape.SCALAR : new Shape(dims));
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return geometry().convolution(target).map(List::of);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(plain(1, 1, 0, false), "f32[2, 3, n+2]", "f32[4, 3, 3]"),
                Sample.of(plain(1, 2, 1, true), "f32[2, n, 3]", "f32[3, 3, 17]"),
                Sample.of(plain(2, 1, 1, true), "f32[n, 5, 4, 3]", "f32[3, 3, 3, 9]"),
                Sample.of(plain(2, 1, 1, false), "f32[2, 3, 4, n]", "f32[5, 3, 3, 3]"),
                Sample.of(plain(2, 2, 0, false), "f32[n, 2, 7, 6]", "f32[3, 2, 3, 2]"),
                Sample.of(plain(2, 2, 1, true), "f64[2, 6, n, 2]", "f64[3, 3, 2, 3]"),
                Sample.of(plain(2, 3, 0, true), "f32[2, 7, 6, 1]", "f32[2, 3, 1, 5]"),
                Sample.of(plain(2, 1, 2, true).dilated(2), "f32[1, 5, n, 2]", "f32[3, 3, 2, 4]"),
                Sample.of(plain(1, 4, 6, false).dilated(6), "f32[2, 2, n]", "f32[3, 2, 3]"),
                Sample.of(plain(2, 1, 1, true).grouped(3), "f32[2, 4, n, 6]", "f32[3, 3, 2, 9]"),
                Sample.of(plain(2, 2, 1, false).grouped(2), "f32[n, 4, 5, 4]", "f32[6, 2, 3, 3]"),
                Sample.of(plain(2, 1, 1, true).grouped(5), "f32[n, 3, 3, 5]", "f32[3, 3, 1, 5]"),
                Sample.of(plain(1, 2, 1, false).grouped(3), "f64[2, 3, n]", "f64[6, 1, 3]"),
                Sample.of(plain(3, 1, 1, true), "f32[1, 2, 3, n, 2]", "f32[3, 1, 2, 2, 3]"),
                Sample.of(
                        new Conv(
                                List.of(2, 1),
                                List.of(1, 2),
                                List.of(Dim.of(0), Dim.of(-1)),
                                List.of(Dim.of(3), Dim.of(1)),
                                1,
                                true),
                        "f32[n, 5, 6, 2]",
                        "f32[3, 2, 2, 3]"));
    }
}
