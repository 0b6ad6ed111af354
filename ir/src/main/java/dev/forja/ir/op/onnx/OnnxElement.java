package dev.forja.ir.op.onnx;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.BitAnd;
import dev.forja.ir.op.math.BitOr;
import dev.forja.ir.op.math.BitXor;
import dev.forja.ir.op.math.Bitcast;
import dev.forja.ir.op.math.Greater;
import dev.forja.ir.op.math.GreaterEqual;
import dev.forja.ir.op.math.Less;
import dev.forja.ir.op.math.ShiftLeft;
import dev.forja.ir.op.math.ShiftRight;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.type.DType;

/**
 * The element types of ONNX that a model may have. Those that the IR lacks are carried by a wider
 * one that holds all their values, u64 by the i64 of the same bits.
 */
public enum OnnxElement {
    F32(DType.F32, 4),
    F64(DType.F64, 8),
    I32(DType.I32, 4),
    I64(DType.I64, 8),
    BOOL(DType.BOOL, 1),
    U8(DType.I32, 1),
    I8(DType.I32, 1),
    U16(DType.I32, 2),
    I16(DType.I32, 2),
    U32(DType.I64, 4),
    U64(DType.I64, 8),
    F16(DType.F32, 2),
    BF16(DType.F32, 2);

    private static final int ABSOLUTE = 0x7fff_ffff;
    private static final int INFINITY = 0x7f80_0000;

    private final DType carrier;
    private final int bytes;

    OnnxElement(DType carrier, int bytes) {
        this.carrier = carrier;
        this.bytes = bytes;
    }

    /** The type of the IR that holds such elements. */
    public DType carrier() {
        return carrier;
    }

    /** Size of an element in a file. */
    public int bytes() {
        return bytes;
    }

    /** Does the IR have this type itself? */
    public boolean isPlain() {
        return compareTo(BOOL) <= 0;
    }

    public static OnnxElement of(DType type) {
        return valueOf(type.name());
    }

    /** The number that the IR's type holds for the bits in a file; for types that are not plain. */
    public Number ofBits(long bits) {
        return switch (this) {
            case U8 -> bits & 0xff;
            case I8 -> (long) (byte) bits;
            case U16 -> bits & 0xffff;
            case I16 -> (long) (short) bits;
            case U32 -> bits & 0xffff_ffffL;
            case U64 -> bits;
            case F16 -> (double) Float.float16ToFloat((short) bits);
            case BF16 -> (double) Float.intBitsToFloat((int) bits << 16);
            default -> throw new IllegalStateException(name());
        };
    }

    /** The carrier's numbers as this type has them: integers wrap, floating numbers are rounded. */
    public Value fit(FunctionBuilder b, Value value) {
        return switch (this) {
            case U8 -> whole(b, new BitAnd(), value, 0xff);
            case U16 -> whole(b, new BitAnd(), value, 0xffff);
            case U32 -> whole(b, new BitAnd(), value, 0xffff_ffffL);
            case I8 -> whole(b, new ShiftRight(), whole(b, new ShiftLeft(), value, 24), 24);
            case I16 -> whole(b, new ShiftRight(), whole(b, new ShiftLeft(), value, 16), 16);
            case F16 -> half(b, value);
            case BF16 -> brain(b, value);
            case F32, F64, I32, I64, BOOL, U64 -> value;
        };
    }

    private static Value whole(FunctionBuilder b, ElementwiseOp op, Value value, long operand) {
        return OnnxBuild.apply(b, op, value, OnnxBuild.scalar(b, value.type().dtype(), operand));
    }

    /**
     * To the nearest number of 11 bits, ties to even; below the normal ones a multiple of 2^-24.
     */
    private static Value half(FunctionBuilder b, Value value) {
        var bits = b.add(new Bitcast(DType.I32), value);
        var absolute = whole(b, new BitAnd(), bits, ABSOLUTE);
        var rounded = rounded(b, absolute, 13);
        var infinity = OnnxBuild.scalar(b, DType.I32, INFINITY);
        var limited =
                where(b, whole(b, new GreaterEqual(), rounded, 0x4780_0000), infinity, rounded);
        var isNan = whole(b, new Greater(), absolute, INFINITY);
        var number = b.add(new Bitcast(DType.F32), absolute);
        var half = OnnxBuild.scalar(b, DType.F32, 0.5);
        var sum = OnnxBuild.apply(b, new Add(), number, half);
        var small = b.add(new Bitcast(DType.I32), OnnxBuild.apply(b, new Sub(), sum, half));
        var isSmall = whole(b, new Less(), absolute, 0x3880_0000);
        var result = where(b, isSmall, small, where(b, isNan, absolute, limited));
        return signed(b, bits, result);
    }

    /** To the nearest number of 8 bits, ties to even. */
    private static Value brain(FunctionBuilder b, Value value) {
        var bits = b.add(new Bitcast(DType.I32), value);
        var absolute = whole(b, new BitAnd(), bits, ABSOLUTE);
        var isNan = whole(b, new Greater(), absolute, INFINITY);
        return signed(b, bits, where(b, isNan, absolute, rounded(b, absolute, 16)));
    }

    /** The bits of a number that is not negative without the last ones, rounded to even. */
    private static Value rounded(FunctionBuilder b, Value bits, int dropped) {
        var last = whole(b, new BitAnd(), whole(b, new ShiftRight(), bits, dropped), 1);
        var sum = OnnxBuild.apply(b, new Add(), bits, last);
        var raised = whole(b, new Add(), sum, (1L << (dropped - 1)) - 1);
        return whole(b, new BitAnd(), raised, -(1L << dropped));
    }

    private static Value where(FunctionBuilder b, Value condition, Value yes, Value no) {
        return OnnxBuild.apply(b, new Where(), condition, yes, no);
    }

    private static Value signed(FunctionBuilder b, Value bits, Value absolute) {
        var sign = whole(b, new BitAnd(), bits, Integer.MIN_VALUE);
        return b.add(new Bitcast(DType.F32), OnnxBuild.apply(b, new BitOr(), absolute, sign));
    }

    /** Unsigned integers of 64 bits in an order that signed ones have, and back. */
    public static Value flipped(FunctionBuilder b, Value value) {
        // The least long is a power of two and so exact as a double.
        return OnnxBuild.apply(
                b, new BitXor(), value, OnnxBuild.scalar(b, DType.I64, Long.MIN_VALUE));
    }
}
