package dev.forja.codegen.bytecode;

import dev.forja.ir.loop.LoopExpr;
import dev.forja.ir.scalar.ScalarFn;
import dev.forja.ir.type.DType;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Machine functions on one element. */
final class ScalarCode {
    private static final String MATH = "java/lang/Math";
    private static final String STRICT_MATH = "java/lang/StrictMath";
    private static final String RUNTIME = "dev/forja/runtime/ScalarFunctions";

    private final MethodVisitor code;
    private final ExprEmitter values;

    ScalarCode(MethodVisitor code, ExprEmitter values) {
        this.code = code;
        this.values = values;
    }

    void call(LoopExpr.Call call) {
        var args = call.args();
        var type = args.getFirst().type().dtype();
        if (call.fn() == ScalarFn.WHERE) {
            where(args);
            return;
        }
        if (call.fn().isComparison()) {
            args.forEach(values::push);
            compare(call.fn(), type);
            return;
        }
        args.forEach(values::push);
        switch (type) {
            case BOOL -> bool(call.fn());
            case I32, I64 -> integer(call.fn(), type);
            case F32, F64 -> floating(call.fn(), type);
        }
    }

    private void where(List<LoopExpr> args) {
        var otherwise = new Label();
        var end = new Label();
        values.push(args.get(0));
        code.visitJumpInsn(Opcodes.IFEQ, otherwise);
        values.push(args.get(1));
        code.visitJumpInsn(Opcodes.GOTO, end);
        code.visitLabel(otherwise);
        values.push(args.get(2));
        code.visitLabel(end);
    }

    /** Two operands on the stack become 0 or 1; a NaN makes all but NE false. */
    private void compare(ScalarFn fn, DType type) {
        var yes = new Label();
        var end = new Label();
        if (type == DType.I32 || type == DType.BOOL) {
            code.visitJumpInsn(jump(fn) + (Opcodes.IF_ICMPEQ - Opcodes.IFEQ), yes);
        } else {
            boolean nanIsGreat = fn == ScalarFn.LT || fn == ScalarFn.LE;
            code.visitInsn(
                    switch (type) {
                        case F32 -> nanIsGreat ? Opcodes.FCMPG : Opcodes.FCMPL;
                        case F64 -> nanIsGreat ? Opcodes.DCMPG : Opcodes.DCMPL;
                        default -> Opcodes.LCMP;
                    });
            code.visitJumpInsn(jump(fn), yes);
        }
        code.visitInsn(Opcodes.ICONST_0);
        code.visitJumpInsn(Opcodes.GOTO, end);
        code.visitLabel(yes);
        code.visitInsn(Opcodes.ICONST_1);
        code.visitLabel(end);
    }

    private static int jump(ScalarFn fn) {
        return switch (fn) {
            case EQ -> Opcodes.IFEQ;
            case NE -> Opcodes.IFNE;
            case LT -> Opcodes.IFLT;
            case LE -> Opcodes.IFLE;
            case GT -> Opcodes.IFGT;
            case GE -> Opcodes.IFGE;
            default -> throw new IllegalArgumentException(fn.text());
        };
    }

    private void bool(ScalarFn fn) {
        switch (fn) {
            case AND -> code.visitInsn(Opcodes.IAND);
            case OR -> code.visitInsn(Opcodes.IOR);
            case XOR -> code.visitInsn(Opcodes.IXOR);
            case NOT -> {
                code.visitInsn(Opcodes.ICONST_1);
                code.visitInsn(Opcodes.IXOR);
            }
            default -> throw unsupported(fn, DType.BOOL);
        }
    }

    private void integer(ScalarFn fn, DType type) {
        var t = Carrier.of(type).primitive();
        switch (fn) {
            case ADD -> code.visitInsn(t.getOpcode(Opcodes.IADD));
            case SUB -> code.visitInsn(t.getOpcode(Opcodes.ISUB));
            case MUL -> code.visitInsn(t.getOpcode(Opcodes.IMUL));
            case DIV -> runtime("divide", 2, t);
            case REM -> runtime("remainder", 2, t);
            case NEG -> code.visitInsn(t.getOpcode(Opcodes.INEG));
            case ABS -> math("abs", 1, t);
            case MIN -> math("min", 2, t);
            case MAX -> math("max", 2, t);
            case AND -> code.visitInsn(t.getOpcode(Opcodes.IAND));
            case OR -> code.visitInsn(t.getOpcode(Opcodes.IOR));
            case XOR -> code.visitInsn(t.getOpcode(Opcodes.IXOR));
            case NOT -> {
                Constants.push(code, type, -1);
                code.visitInsn(t.getOpcode(Opcodes.IXOR));
            }
            case SHL -> shift(Opcodes.ISHL, type);
            case SHR -> shift(Opcodes.ISHR, type);
            case USHR -> shift(Opcodes.IUSHR, type);
            default -> throw unsupported(fn, type);
        }
    }

    private void shift(int opcode, DType type) {
        if (type == DType.I64) {
            code.visitInsn(Opcodes.L2I);
        }
        code.visitInsn(Carrier.of(type).primitive().getOpcode(opcode));
    }

    private void floating(ScalarFn fn, DType type) {
        var t = Carrier.of(type).primitive();
        switch (fn) {
            case ADD -> code.visitInsn(t.getOpcode(Opcodes.IADD));
            case SUB -> code.visitInsn(t.getOpcode(Opcodes.ISUB));
            case MUL -> code.visitInsn(t.getOpcode(Opcodes.IMUL));
            case DIV -> code.visitInsn(t.getOpcode(Opcodes.IDIV));
            case REM -> code.visitInsn(t.getOpcode(Opcodes.IREM));
            case FMA -> math("fma", 3, t);
            case NEG -> code.visitInsn(t.getOpcode(Opcodes.INEG));
            case ABS -> math("abs", 1, t);
            case MIN -> math("min", 2, t);
            case MAX -> math("max", 2, t);
            case SQRT -> squareRoot(type);
            default -> {
                if (type != DType.F64) {
                    throw unsupported(fn, type);
                }
                library(fn);
            }
        }
    }

    /** The square root of an f32 rounded from f64 is the correctly rounded f32 root. */
    private void squareRoot(DType type) {
        if (type == DType.F32) {
            code.visitInsn(Opcodes.F2D);
        }
        math("sqrt", 1, Type.DOUBLE_TYPE);
        if (type == DType.F32) {
            code.visitInsn(Opcodes.D2F);
        }
    }

    private void library(ScalarFn fn) {
        switch (fn) {
            case EXP, EXPM1, LOG, LOG1P, TANH, SIN, COS, FLOOR, CEIL ->
                    invoke(STRICT_MATH, fn.text(), 1, Type.DOUBLE_TYPE);
            case POW -> invoke(STRICT_MATH, "pow", 2, Type.DOUBLE_TYPE);
            case ROUND -> invoke(STRICT_MATH, "rint", 1, Type.DOUBLE_TYPE);
            case SIGN -> invoke(STRICT_MATH, "signum", 1, Type.DOUBLE_TYPE);
            case ERF -> invoke(RUNTIME, "erf", 1, Type.DOUBLE_TYPE);
            default -> throw unsupported(fn, DType.F64);
        }
    }

    private void math(String name, int arity, Type type) {
        invoke(MATH, name, arity, type);
    }

    private void runtime(String name, int arity, Type type) {
        invoke(RUNTIME, name, arity, type);
    }

    private void invoke(String owner, String name, int arity, Type type) {
        var descriptor = "(" + type.getDescriptor().repeat(arity) + ")" + type.getDescriptor();
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }

    void convert(DType from, DType to) {
        if (from == to) {
            return;
        }
        if (to == DType.BOOL) {
            Constants.push(code, from, from.isFloat() ? (Number) 0.0 : (Number) 0L);
            compare(ScalarFn.NE, from);
            return;
        }
        var source = from == DType.BOOL ? DType.I32 : from;
        switch (source) {
            case I32 -> {
                switch (to) {
                    case F32 -> code.visitInsn(Opcodes.I2F);
                    case F64 -> code.visitInsn(Opcodes.I2D);
                    case I64 -> code.visitInsn(Opcodes.I2L);
                    default -> {}
                }
            }
            case I64 ->
                    code.visitInsn(
                            to == DType.F32
                                    ? Opcodes.L2F
                                    : to == DType.F64 ? Opcodes.L2D : Opcodes.L2I);
            case F32 ->
                    code.visitInsn(
                            to == DType.I32
                                    ? Opcodes.F2I
                                    : to == DType.I64 ? Opcodes.F2L : Opcodes.F2D);
            case F64 ->
                    code.visitInsn(
                            to == DType.I32
                                    ? Opcodes.D2I
                                    : to == DType.I64 ? Opcodes.D2L : Opcodes.D2F);
            case BOOL -> throw new IllegalStateException("bool was replaced by i32");
        }
    }

    void bitcast(DType from, DType to) {
        if (from == to) {
            return;
        }
        switch (from) {
            case F32 ->
                    code.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            "java/lang/Float",
                            "floatToRawIntBits",
                            "(F)I",
                            false);
            case I32 ->
                    code.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            "java/lang/Float",
                            "intBitsToFloat",
                            "(I)F",
                            false);
            case F64 ->
                    code.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            "java/lang/Double",
                            "doubleToRawLongBits",
                            "(D)J",
                            false);
            case I64 ->
                    code.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            "java/lang/Double",
                            "longBitsToDouble",
                            "(J)D",
                            false);
            case BOOL -> throw unsupported(ScalarFn.WHERE, DType.BOOL);
        }
    }

    private static IllegalStateException unsupported(ScalarFn fn, DType type) {
        return new IllegalStateException(
                fn.text() + " of " + type.text() + " is no machine function");
    }
}
