package dev.forja.ir.op.signal;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Neg;
import dev.forja.ir.op.shape.Concat;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.List;

/**
 * The transform of complex numbers in their own element type, real and imaginary parts apart
 * (Cooley and Tukey 1965, decimation in frequency): an even length is two transforms of half the
 * length, of sums for the even results and of turned differences for the odd ones. What is left is
 * computed directly.
 */
final class FastTransform {
    /** Lengths up to this one are not split: their tables are zeros and ones. */
    private static final long DIRECT = 4;

    private final FunctionBuilder b;
    private final Arithmetic on;
    private final DType type;
    private final boolean inverse;

    FastTransform(FunctionBuilder b, DType type, boolean inverse) {
        this.b = b;
        this.on = new Arithmetic(b);
        this.type = type;
        this.inverse = inverse;
    }

    /** Numbers, [rows, length]. */
    record Complex(Value real, Value imaginary) {}

    /** The transform of each row, not divided by the length. */
    Complex of(Complex x) {
        var rows = x.real().type().shape().dim(0);
        var length = x.real().type().shape().dim(1);
        boolean isSplit =
                length.isConstant() && length.constant() % 2 == 0 && length.constant() > DIRECT;
        if (!isSplit) {
            return direct(x, table(Dft.table(b, length, length, length)));
        }
        var half = Dim.of(length.constant() / 2);
        var low = new Complex(part(x.real(), Dim.ZERO, half), part(x.imaginary(), Dim.ZERO, half));
        var high = new Complex(part(x.real(), half, half), part(x.imaginary(), half, half));
        var sum =
                new Complex(
                        on.add(low.real(), high.real()), on.add(low.imaginary(), high.imaginary()));
        var difference =
                new Complex(
                        on.sub(low.real(), high.real()), on.sub(low.imaginary(), high.imaginary()));
        var turns = on.index(DType.I64, Shape.of(half), 0);
        var twiddle = table(UnitCircle.of(b, turns, Emit.dim(b, length, DType.I64)));
        var turned = turned(difference, twiddle);
        var halves =
                of(
                        new Complex(
                                stacked(sum.real(), turned.real()),
                                stacked(sum.imaginary(), turned.imaginary())));
        return new Complex(
                merged(halves.real(), rows, length), merged(halves.imaginary(), rows, length));
    }

    /** Cosines and sines of the direction. */
    private UnitCircle table(UnitCircle circle) {
        var sine = on.convert(circle.sine(), type);
        return new UnitCircle(
                on.convert(circle.cosine(), type), inverse ? sine : b.add(new Neg(), sine));
    }

    private Complex direct(Complex x, UnitCircle table) {
        var real =
                on.sub(
                        Dft.along(b, x.real(), table.cosine()),
                        Dft.along(b, x.imaginary(), table.sine()));
        var imaginary =
                on.add(
                        Dft.along(b, x.real(), table.sine()),
                        Dft.along(b, x.imaginary(), table.cosine()));
        return new Complex(real, imaginary);
    }

    private Complex turned(Complex x, UnitCircle by) {
        return new Complex(
                on.sub(on.mul(x.real(), by.cosine()), on.mul(x.imaginary(), by.sine())),
                on.add(on.mul(x.real(), by.sine()), on.mul(x.imaginary(), by.cosine())));
    }

    private Value part(Value x, Dim start, Dim size) {
        return Slice.part(b, x, 1, start, size);
    }

    /** Two rows for each: [2 rows, half]. */
    private Value stacked(Value even, Value odd) {
        var shape = even.type().shape();
        var both = b.add(new Concat(1), even, odd);
        return Emit.reshape(b, both, Shape.of(shape.dim(0).times(2), shape.dim(1)));
    }

    /** Even and odd results one after the other. */
    private Value merged(Value halves, Dim rows, Dim length) {
        var half = halves.type().shape().dim(1);
        var apart = Emit.reshape(b, halves, Shape.of(rows, Dim.of(2), half));
        var turned = b.add(new Transpose(List.of(0, 2, 1)), apart);
        return Emit.reshape(b, turned, Shape.of(rows, length));
    }
}
