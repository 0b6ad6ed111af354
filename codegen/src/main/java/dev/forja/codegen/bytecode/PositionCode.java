package dev.forja.codegen.bytecode;

import dev.forja.ir.type.Dim;
import java.util.function.ToIntFunction;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Integer arithmetic of positions and sizes. */
public final class PositionCode {
    private final MethodVisitor code;
    private final ToIntFunction<String> slots;
    private final Type type;

    private PositionCode(MethodVisitor code, ToIntFunction<String> slots, Type type) {
        this.code = code;
        this.slots = slots;
        this.type = type;
    }

    /** Pushes a position as an int; symbols are int locals. */
    public static void pushInt(MethodVisitor code, Dim position, ToIntFunction<String> slots) {
        new PositionCode(code, slots, Type.INT_TYPE).push(position);
    }

    /** Pushes a size as a long, so that products don't overflow. */
    public static void pushLong(MethodVisitor code, Dim size, ToIntFunction<String> slots) {
        new PositionCode(code, slots, Type.LONG_TYPE).push(size);
    }

    private boolean isLong() {
        return type == Type.LONG_TYPE;
    }

    private void push(Dim dim) {
        if (dim.isConstant()) {
            number(dim.constant());
            return;
        }
        boolean isFirst = true;
        for (var term : dim.terms().entrySet()) {
            long factor = term.getValue();
            boolean subtracts = !isFirst && factor < 0;
            term(term.getKey(), subtracts ? -factor : factor);
            if (!isFirst) {
                code.visitInsn(type.getOpcode(subtracts ? Opcodes.ISUB : Opcodes.IADD));
            }
            isFirst = false;
        }
    }

    private void term(Dim.Monomial monomial, long factor) {
        if (monomial.atoms().isEmpty()) {
            number(factor);
            return;
        }
        boolean isFirst = true;
        for (var atom : monomial.atoms()) {
            atom(atom);
            if (!isFirst) {
                code.visitInsn(type.getOpcode(Opcodes.IMUL));
            }
            isFirst = false;
        }
        if (factor == -1) {
            code.visitInsn(type.getOpcode(Opcodes.INEG));
        } else if (factor != 1) {
            number(factor);
            code.visitInsn(type.getOpcode(Opcodes.IMUL));
        }
    }

    private void atom(Dim.Atom atom) {
        switch (atom) {
            case Dim.Symbol(var name) -> {
                code.visitVarInsn(Opcodes.ILOAD, slots.applyAsInt(name));
                if (isLong()) {
                    code.visitInsn(Opcodes.I2L);
                }
            }
            case Dim.Apply(var operation, var left, var right) -> {
                push(left);
                push(right);
                var name =
                        switch (operation) {
                            case FLOOR_DIV -> "floorDiv";
                            case MOD -> "floorMod";
                            case MAX -> "max";
                            case MIN -> "min";
                        };
                var t = type.getDescriptor();
                code.visitMethodInsn(
                        Opcodes.INVOKESTATIC, "java/lang/Math", name, "(" + t + t + ")" + t, false);
            }
        }
    }

    private void number(long value) {
        if (isLong()) {
            Constants.push(code, value);
        } else {
            Constants.push(code, Math.toIntExact(value));
        }
    }
}
