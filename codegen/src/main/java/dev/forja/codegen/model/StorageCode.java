package dev.forja.codegen.model;

import dev.forja.codegen.bytecode.Carrier;
import dev.forja.codegen.bytecode.Locals;
import dev.forja.codegen.bytecode.PositionCode;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.Storage;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Pushes the array and the offset of a buffer in a method with a function's arguments. */
final class StorageCode {
    private final MethodVisitor code;
    private final Locals locals;
    private final LoweredFunction function;

    StorageCode(MethodVisitor code, Locals locals, LoweredFunction function) {
        this.code = code;
        this.locals = locals;
        this.function = function;
    }

    static void workspaceArray(MethodVisitor code, Locals locals, DType type) {
        var carrier = Carrier.of(type);
        locals.load(CallSignature.WORKSPACE, Type.getObjectType(Names.WORKSPACE));
        code.visitFieldInsn(Opcodes.GETFIELD, Names.WORKSPACE, carrier.field(), carrier.array());
    }

    /** Keeps the workspace's arrays of some types in locals. */
    void declareScratch(Set<DType> types) {
        for (var type : types) {
            workspaceArray(code, locals, type);
            locals.declare(scratch(type), CallSignature.array(type));
            locals.store(scratch(type), CallSignature.array(type));
        }
    }

    private static String scratch(DType type) {
        return "scratch$" + type.text();
    }

    /** Pushes array and offset. */
    void push(Storage storage) {
        switch (storage) {
            case Storage.Input(var index) -> array(function.inputs().get(index).name(), Dim.ZERO);
            case Storage.Output(var index) ->
                    array(CallSignature.output(function.outputs().get(index).name()), Dim.ZERO);
            case Storage.Scratch(var type, var offset) -> array(scratch(type), offset);
            case Storage.Parameter(var type, var offset) ->
                    array(CallSignature.parameters(type), Dim.of(offset));
            case Storage.Packed(var offset) -> array(CallSignature.EXTRA, Dim.of(offset));
            case Storage.Slot(var offset) -> array(CallSignature.EXTRA, Dim.of(offset));
        }
    }

    private void array(String name, Dim offset) {
        code.visitVarInsn(Opcodes.ALOAD, locals.slot(name));
        PositionCode.pushInt(code, offset, locals::slot);
    }
}
