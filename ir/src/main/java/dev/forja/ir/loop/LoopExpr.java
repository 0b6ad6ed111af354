package dev.forja.ir.loop;

import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.List;

/**
 * A value in a loop method. Integer positions (offsets, bounds) are {@link Dim} polynomials whose
 * symbols are the method's integer parameters, loop variables and index locals.
 */
public sealed interface LoopExpr {
    LaneType type();

    /**
     * A number in every lane: {@link Double} for floating types, {@link Long} for integers and
     * bool.
     */
    record Constant(Number value, LaneType type) implements LoopExpr {}

    /** An integer position as a number of the given scalar type. */
    record Position(Dim value, LaneType type) implements LoopExpr {}

    /** {@code base + lane}, converted to the element type. */
    record Ramp(Dim base, LaneType type) implements LoopExpr {}

    /** A scalar in every lane. */
    record Broadcast(LoopExpr scalar, LaneType type) implements LoopExpr {}

    /** The mask of the lanes for which {@code 0 <= base + lane < limit}; type BOOL. */
    record InRange(Dim base, Dim limit, LaneType type) implements LoopExpr {}

    /**
     * Contiguous elements of a buffer.
     *
     * @param buffer position in the method's buffer parameters
     * @param offset of lane 0, relative to the buffer's base
     * @param mask lanes that are read, the others are zero; null for all. With a mask, lanes that
     *     it excludes may lie outside the array
     */
    record Load(int buffer, Dim offset, LoopExpr mask, LaneType type) implements LoopExpr {}

    record Read(Local local) implements LoopExpr {
        @Override
        public LaneType type() {
            return local.type();
        }
    }

    /**
     * A machine function, lane by lane; operands have the same lanes. After expansion only ADD SUB
     * MUL DIV REM FMA NEG ABS MIN MAX SQRT, comparisons, AND OR XOR NOT, SHL SHR USHR and WHERE are
     * left for f32, i32 and i64; f64 also has the transcendental functions and FLOOR, CEIL, ROUND
     * as scalar calls of {@link StrictMath}.
     */
    record Call(ScalarFn fn, List<LoopExpr> args, LaneType type) implements LoopExpr {
        public Call {
            args = List.copyOf(args);
        }
    }

    /** To another element type, as a Java cast; bool is 0 or 1, to bool is {@code != 0}. */
    record Convert(LoopExpr operand, LaneType type) implements LoopExpr {}

    /** Same bits, other type of the same width. */
    record Bitcast(LoopExpr operand, LaneType type) implements LoopExpr {}

    /**
     * Lane {@code i} gets lane {@code (i + distance) mod lanes}: a rearrangement by a constant
     * shuffle.
     */
    record Rotate(LoopExpr vector, int distance) implements LoopExpr {
        @Override
        public LaneType type() {
            return vector.type();
        }
    }

    /** One lane of a vector as a scalar. */
    record Lane(LoopExpr vector, int lane) implements LoopExpr {
        @Override
        public LaneType type() {
            return LaneType.scalar(vector.type().dtype());
        }
    }

    /**
     * {@code then} when every condition {@code 0 <= index < limit} holds, else {@code otherwise};
     * the other one is not evaluated. The conditions are scalar, the values may be vectors.
     */
    record Guarded(List<Condition> conditions, LoopExpr then, LoopExpr otherwise)
            implements LoopExpr {
        public Guarded {
            conditions = List.copyOf(conditions);
        }

        @Override
        public LaneType type() {
            return then.type();
        }
    }

    /** {@code 0 <= index < limit}. */
    record Condition(Dim index, Dim limit) {}

    static Constant zero(DType type, int lanes) {
        return new Constant(type.isFloat() ? (Number) 0.0 : (Number) 0L, new LaneType(type, lanes));
    }
}
