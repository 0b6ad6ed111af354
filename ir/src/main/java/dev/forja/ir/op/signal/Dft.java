package dev.forja.ir.op.signal;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.math.LogicalOr;
import dev.forja.ir.op.math.Neg;
import dev.forja.ir.op.math.Rem;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.op.shape.Gather;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * The discrete Fourier transform along the second last axis; the last one holds a real number, or
 * real and imaginary part. Complex numbers take a fast transform ({@link FastTransform}); real ones
 * are summed directly, in f64, so that what is zero by symmetry is zero, with work that grows with
 * the square of the axis.
 *
 * @param length of the transform
 * @param inverse whether to turn the other way and divide by the length
 * @param onesided forward: the first {@code length / 2 + 1} results alone; inverse: they are the
 *     operand, and the result is real
 */
public record Dft(Dim length, boolean inverse, boolean onesided) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Discrete Fourier transform.",
                "y[.., k] = sum over j of x[.., j] * exp(-2 pi i j k / length)",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("DFT", 17, OnnxImport.one(OnnxSpectra::transform)),
                        OpDoc.OnnxName.since("STFT", 17, OnnxImport.one(OnnxSpectra::frames))));
    }

    private Dim half() {
        return length.floorDiv(Dim.of(2)).plus(1);
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        var x = operands.getFirst();
        Operands.require(this, x.dtype().isFloat() && x.rank() >= 2, "x", "[.., n, 1 or 2]", x);
        int rank = x.rank();
        var parts = x.shape().dim(rank - 1);
        boolean isHalf = inverse && onesided;
        boolean fits = parts.isConstant(2) || (parts.isConstant(1) && !isHalf);
        Operands.require(this, fits, "last axis", isHalf ? "2" : "1 or 2", x);
        Operands.require(
                this,
                !onesided || inverse || parts.isConstant(1),
                "one side of a transform",
                "real numbers",
                x);
        var wanted = isHalf ? half() : length;
        Operands.require(this, x.shape().dim(rank - 2).equals(wanted), "length", wanted + "", x);
        var bins = onesided && !inverse ? half() : length;
        var shape = x.shape().with(rank - 2, bins).with(rank - 1, isHalf ? Dim.ONE : Dim.of(2));
        return List.of(x.withShape(shape));
    }

    /** Cosines and sines of j k / length, [results, elements]. */
    static UnitCircle table(FunctionBuilder b, Dim length, Dim results, Dim elements) {
        var on = new Arithmetic(b);
        var turns = on.index(DType.I64, Shape.of(length), 0);
        var period = Emit.dim(b, length, DType.I64);
        var circle = UnitCircle.of(b, turns, period);
        var plane = Shape.of(results, elements);
        var product = on.mul(on.index(DType.I64, plane, 0), on.index(DType.I64, plane, 1));
        var place = b.add(new Rem(), product, Emit.spread(b, period, plane));
        return new UnitCircle(
                b.add(new Gather(0), circle.cosine(), place),
                b.add(new Gather(0), circle.sine(), place));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var on = new Arithmetic(builder);
        var type = operands.getFirst().type();
        int rank = type.rank();
        var result = inferTypes(List.of(type)).getFirst();
        var parts = type.shape().dim(rank - 1);
        var elements = type.shape().dim(rank - 2);
        var rows = new Shape(type.shape().dims().subList(0, rank - 2)).size();
        boolean isFast = parts.isConstant(2) && !onesided;
        var x = isFast ? operands.getFirst() : on.convert(operands.getFirst(), DType.F64);
        var flat = Emit.reshape(builder, x, Shape.of(rows, elements, parts));
        var results = result.shape().dim(rank - 2);
        Value y;
        if (isFast) {
            var numbers = new FastTransform.Complex(part(builder, flat, 0), part(builder, flat, 1));
            y = pairs(builder, new FastTransform(builder, type.dtype(), inverse).of(numbers));
        } else if (inverse && onesided) {
            y = toReal(on, part(builder, flat, 0), part(builder, flat, 1), results);
        } else {
            var table = table(builder, length, results, elements);
            var real = part(builder, flat, 0);
            var turned = along(builder, real, table.sine());
            var imaginary = inverse ? turned : builder.add(new Neg(), turned);
            var cosines = along(builder, real, table.cosine());
            y = pairs(builder, new FastTransform.Complex(cosines, imaginary));
        }
        y = inverse ? on.div(y, on.size(y, length)) : y;
        return List.of(on.convert(Emit.reshape(builder, y, result.shape()), type.dtype()));
    }

    /** The real numbers whose transform begins with the given results. */
    private Value toReal(Arithmetic on, Value real, Value imaginary, Dim results) {
        var b = on.builder();
        var elements = real.type().shape().dim(1);
        var table = table(b, length, results, elements);
        var weights = weights(on, elements);
        return on.sub(
                along(b, on.mul(real, weights), table.cosine()),
                along(b, on.mul(imaginary, weights), table.sine()));
    }

    /** Real and imaginary part on a last axis. */
    private static Value pairs(FunctionBuilder builder, FastTransform.Complex numbers) {
        var shape = numbers.real().type().shape();
        var column = Shape.of(shape.dim(0), shape.dim(1), Dim.ONE);
        return builder.add(
                new Concat(2),
                Emit.reshape(builder, numbers.real(), column),
                Emit.reshape(builder, numbers.imaginary(), column));
    }

    private static Value part(FunctionBuilder builder, Value x, int part) {
        var slice = Slice.part(builder, x, 2, Dim.of(part), Dim.ONE);
        return Emit.reshape(builder, slice, x.type().shape().without(2));
    }

    /** Sums of the rows of x times those of a table. */
    static Value along(FunctionBuilder builder, Value x, Value table) {
        return builder.add(new Contract(List.of(), List.of(), List.of(1), List.of(1)), x, table);
    }

    /** The first result and the middle one stand for themselves, the others for two. */
    private Value weights(Arithmetic on, Dim elements) {
        var index = on.index(DType.I64, Shape.of(elements), 0);
        var twice = on.mul(index, 2);
        var isFirst = on.equal(index, on.number(index, 0));
        var isMiddle = on.equal(twice, on.size(twice, length));
        var isOne = on.apply(new LogicalOr(), isFirst, isMiddle);
        var one = on.builder().add(new Fill(DType.F64, Shape.SCALAR, 1));
        return on.where(isOne, one, on.mul(one, 2));
    }

    @Override
    public List<Sample> samples() {
        var n = Dim.symbol("n");
        return List.of(
                Sample.of(new Dft(n, false, false), "f32[2, n, 1]"),
                Sample.of(new Dft(Dim.of(12), true, false), "f32[n, 12, 2]"),
                Sample.of(new Dft(n, false, false), "f64[2, n, 2]"),
                Sample.of(new Dft(Dim.of(7), false, true), "f64[2, n, 7, 1]"),
                Sample.of(new Dft(Dim.of(6), true, true), "f32[n, 4, 2]"),
                Sample.of(new Dft(Dim.of(5), true, true), "f64[3, 2]"));
    }
}
