package dev.forja.codegen.bytecode;

import dev.forja.ir.type.DType;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Pushes numbers in the shortest form. */
public final class Constants {
    private Constants() {}

    public static void push(MethodVisitor code, int value) {
        if (value >= -1 && value <= 5) {
            code.visitInsn(Opcodes.ICONST_0 + value);
        } else if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
            code.visitIntInsn(Opcodes.BIPUSH, value);
        } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
            code.visitIntInsn(Opcodes.SIPUSH, value);
        } else {
            code.visitLdcInsn(value);
        }
    }

    public static void push(MethodVisitor code, long value) {
        if (value == 0 || value == 1) {
            code.visitInsn(value == 0 ? Opcodes.LCONST_0 : Opcodes.LCONST_1);
        } else {
            code.visitLdcInsn(value);
        }
    }

    /** A number of an element type; bool as 0 or 1. */
    static void push(MethodVisitor code, DType type, Number value) {
        switch (type) {
            case F32 -> {
                float number = value.floatValue();
                boolean isPlainZero = Float.floatToRawIntBits(number) == 0;
                if (isPlainZero || number == 1 || number == 2) {
                    code.visitInsn(Opcodes.FCONST_0 + (int) number);
                } else {
                    code.visitLdcInsn(number);
                }
            }
            case F64 -> {
                double number = value.doubleValue();
                boolean isPlainZero = Double.doubleToRawLongBits(number) == 0;
                if (isPlainZero || number == 1) {
                    code.visitInsn(Opcodes.DCONST_0 + (int) number);
                } else {
                    code.visitLdcInsn(number);
                }
            }
            case I32, BOOL -> push(code, value.intValue());
            case I64 -> push(code, value.longValue());
        }
    }
}
