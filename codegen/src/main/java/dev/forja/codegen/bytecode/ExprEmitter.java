package dev.forja.codegen.bytecode;

import dev.forja.ir.loop.LaneType;
import dev.forja.ir.loop.LoopExpr;
import dev.forja.ir.loop.LoopMethod;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Pushes the values of loop expressions. */
final class ExprEmitter {
    private final MethodVisitor code;
    private final Locals locals;
    private final LoopMethod method;
    private final Species species;
    private final ScalarCode scalars;
    private final VectorCode vectors;
    private final Map<LoopExpr.Constant, String> hoisted = new HashMap<>();

    ExprEmitter(MethodVisitor code, Locals locals, LoopMethod method, Species species) {
        this.code = code;
        this.locals = locals;
        this.method = method;
        this.species = species;
        this.scalars = new ScalarCode(code, this);
        this.vectors = new VectorCode(code, this, species);
    }

    static Type type(LaneType type, Species species) {
        var carrier = Carrier.of(type.dtype());
        return type.isVector() ? Type.getType(carrier.vectorDescriptor()) : carrier.primitive();
    }

    Type type(LaneType type) {
        return type(type, species);
    }

    /** Keeps a vector constant in a local from here on. */
    void hoist(LoopExpr.Constant constant) {
        var name = "c" + hoisted.size();
        vectors.constant(constant);
        locals.declare(name, type(constant.type()));
        locals.store(name, type(constant.type()));
        hoisted.put(constant, name);
    }

    void push(LoopExpr expr) {
        switch (expr) {
            case LoopExpr.Constant constant -> constant(constant);
            case LoopExpr.Position(var value, var type) -> {
                position(value);
                scalars.convert(DType.I32, type.dtype());
            }
            case LoopExpr.Ramp ramp -> vectors.ramp(ramp);
            case LoopExpr.Broadcast(var scalar, var type) -> vectors.broadcast(scalar, type);
            case LoopExpr.InRange range -> vectors.inRange(range);
            case LoopExpr.Load load -> load(load);
            case LoopExpr.Read(var local) -> locals.load(local.name(), type(local.type()));
            case LoopExpr.Call call -> {
                if (call.args().stream().anyMatch(arg -> arg.type().isVector())) {
                    vectors.call(call);
                } else {
                    scalars.call(call);
                }
            }
            case LoopExpr.Convert(var operand, var type) -> {
                if (type.isVector()) {
                    vectors.convert(operand, type);
                } else {
                    push(operand);
                    scalars.convert(operand.type().dtype(), type.dtype());
                }
            }
            case LoopExpr.Bitcast(var operand, var type) -> {
                push(operand);
                if (type.isVector()) {
                    vectors.bitcast(operand.type().dtype(), type.dtype());
                } else {
                    scalars.bitcast(operand.type().dtype(), type.dtype());
                }
            }
            case LoopExpr.Rotate rotate -> vectors.rotate(rotate);
            case LoopExpr.Lane(var vector, var lane) -> vectors.lane(vector, lane);
            case LoopExpr.Guarded guarded -> guarded(guarded);
        }
    }

    private void constant(LoopExpr.Constant constant) {
        var name = hoisted.get(constant);
        if (name != null) {
            locals.load(name, type(constant.type()));
        } else if (constant.type().isVector()) {
            vectors.constant(constant);
        } else {
            Constants.push(code, constant.type().dtype(), constant.value());
        }
    }

    void position(Dim position) {
        PositionCode.pushInt(code, position, locals::slot);
    }

    /** Pushes a buffer's array and the index of an element. */
    void address(int buffer, Dim offset) {
        var name = method.buffers().get(buffer).name();
        code.visitVarInsn(Opcodes.ALOAD, locals.slot(arrayName(buffer, name)));
        code.visitVarInsn(Opcodes.ILOAD, locals.slot(baseName(buffer, name)));
        if (!offset.equals(Dim.ZERO)) {
            position(offset);
            code.visitInsn(Opcodes.IADD);
        }
    }

    static String arrayName(int buffer, String name) {
        return name + "$" + buffer;
    }

    static String baseName(int buffer, String name) {
        return name + "$" + buffer + "$at";
    }

    private void load(LoopExpr.Load load) {
        if (load.type().isVector()) {
            vectors.load(load);
        } else {
            address(load.buffer(), load.offset());
            code.visitInsn(Carrier.of(load.type().dtype()).arrayLoad());
        }
    }

    private void guarded(LoopExpr.Guarded guarded) {
        var otherwise = new Label();
        var end = new Label();
        guarded.conditions().forEach(condition -> jumpUnless(condition, otherwise));
        push(guarded.then());
        code.visitJumpInsn(Opcodes.GOTO, end);
        code.visitLabel(otherwise);
        push(guarded.otherwise());
        code.visitLabel(end);
    }

    void jumpUnless(LoopExpr.Condition condition, Label otherwise) {
        position(condition.index());
        code.visitJumpInsn(Opcodes.IFLT, otherwise);
        position(condition.index());
        position(condition.limit());
        code.visitJumpInsn(Opcodes.IF_ICMPGE, otherwise);
    }

    void store(int buffer, Dim offset, LoopExpr value, LoopExpr mask) {
        if (value.type().isVector()) {
            vectors.store(buffer, offset, value, mask);
        } else {
            address(buffer, offset);
            push(value);
            code.visitInsn(Carrier.of(value.type().dtype()).arrayStore());
        }
    }
}
