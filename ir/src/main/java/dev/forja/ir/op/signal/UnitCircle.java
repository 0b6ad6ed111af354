package dev.forja.ir.op.signal;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Cos;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Neg;
import dev.forja.ir.op.math.Rem;
import dev.forja.ir.op.math.Sin;
import dev.forja.ir.type.DType;

/**
 * Cosine and sine of fractions of a turn, in f64. Angles are reduced to the first eighth of the
 * circle as whole numbers, so that what is symmetric is equal to the last bit and zeros are zeros.
 */
record UnitCircle(Value cosine, Value sine) {
    /**
     * @param part whole numbers from 0 below the period
     * @param period of the same type, rank 0
     */
    static UnitCircle of(FunctionBuilder b, Value part, Value period) {
        var on = new Arithmetic(b);
        var shape = part.type().shape();
        var whole = Emit.spread(b, period, shape);
        var quarters = on.mul(part, 4);
        var quadrant = b.add(new Div(), quarters, whole);
        var rest = b.add(new Rem(), quarters, whole);
        var isSteep = on.less(whole, on.mul(rest, 2));
        var small = on.where(isSteep, on.sub(whole, rest), rest);
        var fraction = on.div(on.convert(small, DType.F64), on.convert(whole, DType.F64));
        var angle = on.mul(fraction, Math.PI / 2);
        var near = b.add(new Cos(), angle);
        var far = b.add(new Sin(), angle);
        var c = on.where(isSteep, far, near);
        var s = on.where(isSteep, near, far);
        var isTurned = on.equal(b.add(new Rem(), quadrant, fill(b, quadrant, 2)), fill(b, part, 1));
        var x = on.where(isTurned, s, c);
        var y = on.where(isTurned, c, s);
        var isLow = on.lessEqual(fill(b, quadrant, 2), quadrant);
        var one = fill(b, quadrant, 1);
        var two = fill(b, quadrant, 2);
        var isLeft = on.and(on.lessEqual(one, quadrant), on.lessEqual(quadrant, two));
        return new UnitCircle(
                on.where(isLeft, b.add(new Neg(), x), x), on.where(isLow, b.add(new Neg(), y), y));
    }

    private static Value fill(FunctionBuilder b, Value like, double value) {
        return Emit.fill(b, like.type(), value);
    }
}
