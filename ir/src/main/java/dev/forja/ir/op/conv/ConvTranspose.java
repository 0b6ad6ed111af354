package dev.forja.ir.op.conv;

import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.OnnxWindows;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Transposed convolution: the transpose of the linear map that a convolution with the same kernel
 * and attributes is, and so its gradient by x. Channels first: x [batch, in, spatial..], kernel
 * [in, out / groups, spatial..]; channels last: x [batch, spatial.., in], kernel [spatial.., out /
 * groups, in]. An axis of size d becomes {@code (d - 1) * stride + (k - 1) * dilation + 1 - low -
 * high}; what ONNX calls output padding is a smaller high.
 *
 * @param low positions cut off the result before each spatial axis
 * @param high positions cut off behind; negative adds
 */
public record ConvTranspose(
        List<Integer> strides,
        List<Integer> dilations,
        List<Dim> low,
        List<Dim> high,
        int groups,
        boolean channelsLast)
        implements CompositeOp, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Transposed convolution.",
                "y[n, p, o] = sum over q, k, c with p = q * stride + k * dilation - low of"
                        + " x[n, q, c] * kernel[k, o, c]",
                List.of("x", "kernel"),
                List.of(
                        OpDoc.OnnxName.since(
                                "ConvTranspose", 1, OnnxImport.one(ConvTranspose::fromOnnx))));
    }

    public ConvTranspose {
        strides = List.copyOf(strides);
        dilations = List.copyOf(dilations);
        low = List.copyOf(low);
        high = List.copyOf(high);
    }

    private Geometry geometry() {
        return new Geometry(strides, dilations, low, high, groups, channelsLast);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        var at = geometry();
        at.check(this, operands);
        var x = operands.get(0).shape();
        var kernel = operands.get(1).shape();
        at.perGroup(this, x.dim(at.channels()), "input channels");
        Operands.require(
                this,
                x.dim(at.channels()).equals(kernel.dim(at.kernelOut())),
                "input channels of the kernel",
                x.dim(at.channels()) + ", as in x " + x,
                kernel.dim(at.kernelOut()) + " in " + kernel);
        for (int i : at.each()) {
            Operands.require(
                    this,
                    kernel.dim(at.kernel(i)).isConstant(),
                    "size of the kernel",
                    "a constant on spatial axis " + i,
                    kernel);
        }
        var sizes = at.each().stream().map(i -> at.transposed(i, x, kernel)).toList();
        for (int i = 0; i < sizes.size(); i++) {
            if (sizes.get(i).isConstant() && sizes.get(i).constant() < 0) {
                throw new TypeException(
                        mnemonic(),
                        "more is cut off than there is on spatial axis " + i,
                        "low and high of at most "
                                + sizes.get(i).plus(low.get(i)).plus(high.get(i)),
                        low.get(i) + " and " + high.get(i),
                        "");
            }
        }
        var out = kernel.dim(at.kernelIn()).times(groups);
        return List.of(operands.get(0).withShape(at.shape(x.dim(0), out, sizes)));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var type = inferTypes(operands.stream().map(Value::type).toList()).getFirst();
        return List.of(
                new Transposition(builder, geometry(), operands.get(0), operands.get(1), type)
                        .build());
    }

    /** By x a convolution, by the kernel a contraction of windows of the cotangent and x. */
    @Override
    public Gradient gradient() {
        return new Gradient.ByRule(r -> List.of(toInput(r), toKernel(r)));
    }

    private Value toInput(Gradient.Request r) {
        var conv = new Conv(strides, dilations, low, high, groups, channelsLast);
        return r.builder().add(conv, r.cotangent(), r.operand(1));
    }

    private Value toKernel(Gradient.Request r) {
        return new Convolutions(r.builder(), geometry())
                .kernelGradient(r.cotangent(), r.operand(0), r.operand(1).type());
    }

    private static ConvTranspose plain(
            int axes, int stride, int dilation, int cut, int groups, boolean channelsLast) {
        var pads = Collections.nCopies(axes, Dim.of(cut));
        return new ConvTranspose(
                Collections.nCopies(axes, stride),
                Collections.nCopies(axes, dilation),
                pads,
                pads,
                groups,
                channelsLast);
    }

    private static Value fromOnnx(OnnxCall call) {
        var sizes = OnnxWindows.kernel(call, 1);
        int axes = sizes.size();
        var windows = OnnxWindows.of(call, sizes);
        var extra = call.integers("output_padding").orElse(Collections.nCopies(axes, 0));
        var wanted = call.integers("output_shape");
        var auto = call.text("auto_pad", "NOTSET");
        if (extra.size() != axes || wanted.isPresent() && wanted.get().size() < axes) {
            throw OnnxProblem.invalid("output_padding or output_shape of other than " + axes);
        }
        var low = new ArrayList<>(windows.low());
        var high = new ArrayList<Dim>();
        for (int i = 0; i < axes; i++) {
            int stride = windows.strides().get(i);
            var size = call.type(0).shape().dim(i + 2);
            int span = (sizes.get(i) - 1) * windows.dilations().get(i) + 1;
            var whole = size.plus(-1).times(stride).plus(span).plus(extra.get(i));
            if (wanted.isEmpty() && !auto.startsWith("SAME")) {
                high.add(windows.high().get(i).plus(-extra.get(i)));
                continue;
            }
            var result =
                    wanted.isEmpty()
                            ? size.times(stride)
                            : Dim.of(wanted.get().get(wanted.get().size() - axes + i));
            var total = whole.minus(result).max(Dim.ZERO);
            var half = total.floorDiv(Dim.of(2));
            low.set(i, auto.equals("SAME_UPPER") ? half : total.minus(half));
            // What the padding can't give, output padding does.
            high.add(whole.minus(result).minus(low.get(i)).plus(-extra.get(i)));
        }
        var op =
                new ConvTranspose(
                        windows.strides(),
                        windows.dilations(),
                        low,
                        high,
                        Math.toIntExact(call.integer("group", 1)),
                        false);
        var product = call.builder().add(op, call.operand(0), call.operand(1));
        return Geometry.biased(call, product);
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        return geometry().transposed(target).map(List::of);
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(plain(1, 1, 1, 0, 1, false), "f32[2, 3, n]", "f32[3, 4, 3]"),
                Sample.of(plain(1, 2, 1, 1, 1, true), "f32[2, n+1, 3]", "f32[3, 17, 3]"),
                Sample.of(plain(2, 2, 1, 0, 1, true), "f32[n, 3, 2, 4]", "f32[2, 2, 5, 4]"),
                Sample.of(plain(2, 2, 1, 0, 1, false), "f32[n, 2, 3, 2]", "f32[2, 3, 3, 3]"),
                Sample.of(plain(2, 3, 1, 1, 1, true), "f32[2, n+1, 2, 2]", "f32[4, 2, 3, 2]"),
                Sample.of(plain(1, 3, 2, 0, 1, true), "f64[2, n, 2]", "f64[3, 2, 2]"),
                Sample.of(plain(1, 4, 6, 0, 1, false), "f32[1, 2, n]", "f32[2, 2, 3]"),
                Sample.of(plain(1, 3, 1, 0, 1, true), "f32[n, 3, 2]", "f32[1, 4, 2]"),
                Sample.of(plain(2, 2, 1, 1, 2, false), "f32[n, 4, 2, 3]", "f32[4, 3, 3, 3]"),
                Sample.of(plain(2, 2, 1, 0, 3, true), "f32[2, n, 2, 3]", "f32[2, 2, 1, 3]"),
                Sample.of(
                        new ConvTranspose(
                                List.of(2, 1),
                                List.of(1, 2),
                                List.of(Dim.of(1), Dim.of(0)),
                                List.of(Dim.of(0), Dim.of(-1)),
                                1,
                                true),
                        "f32[n, 3, 2, 2]",
                        "f32[3, 2, 2, 2]"));
    }
}
