package dev.forja.ir.op.signal;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.Gradient;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Rem;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTypes;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * A window that is a sum of cosines (Harris 1978): Hann, Hamming, Blackman.
 *
 * @param coefficients of the constant, of one period, of two and so on
 * @param periodic whether the window goes on with its first element, or ends with it
 */
public record CosineWindow(DType type, Dim size, List<Double> coefficients, boolean periodic)
        implements CompositeOp {
    private static final List<Double> HANN = List.of(0.5, 0.5);
    private static final List<Double> HAMMING = List.of(25.0 / 46, 21.0 / 46);
    private static final List<Double> BLACKMAN = List.of(0.42, 0.5, 0.08);

    @Override
    public OpDoc doc() {
        return new OpDoc(
                "A window that is a sum of cosines.",
                "y[i] = sum over k of (-1)^k coefficients[k] cos(2 pi k i / period)",
                List.of(),
                List.of(
                        OpDoc.OnnxName.since("HannWindow", 17, window(HANN)),
                        OpDoc.OnnxName.since("HammingWindow", 17, window(HAMMING)),
                        OpDoc.OnnxName.since("BlackmanWindow", 17, window(BLACKMAN))));
    }

    public CosineWindow {
        coefficients = List.copyOf(coefficients);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 0);
        Operands.require(this, type.isFloat(), "element type", "f32 or f64", type);
        boolean fits = !coefficients.isEmpty() && !(size.isConstant() && size.constant() < 0);
        Operands.require(this, fits, "attributes", "a size and coefficients", this);
        return List.of(new TensorType(type, Shape.of(size)));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var on = new Arithmetic(builder);
        var index = on.index(DType.I64, Shape.of(size), 0);
        var whole = on.add(on.size(index, size), periodic ? 0 : -1);
        var period = on.max(whole, on.number(whole, 1));
        Value sum = Emit.fill(builder, new TensorType(DType.F64, Shape.of(size)), 0);
        for (int k = 0; k < coefficients.size(); k++) {
            double factor = k % 2 == 0 ? coefficients.get(k) : -coefficients.get(k);
            var turns = builder.add(new Rem(), on.mul(index, k), spread(on, period, index));
            sum = on.add(sum, on.mul(UnitCircle.of(builder, turns, period).cosine(), factor));
        }
        return List.of(on.convert(sum, type));
    }

    private static Value spread(Arithmetic on, Value scalar, Value like) {
        return Emit.spread(on.builder(), scalar, like.type().shape());
    }

    @Override
    public Gradient gradient() {
        return new Gradient.None("it has no operands");
    }

    private static OnnxImport window(List<Double> coefficients) {
        return OnnxImport.one(call -> {
            var element = OnnxTypes.of(call.integer("output_datatype", 1));
            call.yields(0, element);
            var size = call.dim(0);
            if (size.isConstant() && size.constant() < 0) {
                throw OnnxProblem.invalid("a window of size " + size);
            }
            boolean isFloat = element.carrier().isFloat();
            var type = isFloat ? element.carrier() : DType.F64;
            var op = new CosineWindow(type, size, coefficients, call.flag("periodic", true));
            var window = call.builder().add(op);
            return OnnxBuild.convert(call.builder(), window, element.carrier());
        });
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new CosineWindow(DType.F32, Dim.symbol("n"), HANN, true)),
                Sample.of(new CosineWindow(DType.F64, Dim.of(7), BLACKMAN, false)),
                Sample.of(new CosineWindow(DType.F32, Dim.ONE, HAMMING, false)));
    }
}
