package dev.forja.codegen.model;

import dev.forja.codegen.bytecode.Carrier;
import dev.forja.codegen.bytecode.KernelMethods;
import dev.forja.codegen.bytecode.Locals;
import dev.forja.codegen.bytecode.MethodBudget;
import dev.forja.codegen.bytecode.PositionCode;
import dev.forja.ir.lowered.KernelCall;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.LoweredVariant;
import dev.forja.ir.lowered.Storage;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class of one lane count: kernels as static methods, and each function as the sequence of
 * their calls.
 */
final class VariantClassWriter {
    private final Names names;
    private final LoweredVariant variant;
    private final String owner;
    private final SplitCalls splits;

    private VariantClassWriter(Names names, LoweredVariant variant) {
        this.names = names;
        this.variant = variant;
        this.owner = names.variant(variant.lanes());
        this.splits = new SplitCalls(owner, variant.methods());
    }

    static byte[] write(Names names, LoweredVariant variant, String sourceFile) {
        return new VariantClassWriter(names, variant).write(sourceFile);
    }

    private byte[] write(String sourceFile) {
        var writer = new KernelMethods.FrameWriter();
        writer.visit(
                KernelMethods.CLASS_VERSION,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
                owner,
                null,
                names.code(),
                hasSplits() ? new String[] {Names.SPLIT_KERNELS} : null);
        if (!sourceFile.isEmpty()) {
            writer.visitSource(sourceFile, null);
        }
        writer.visitNestHost(names.model());
        constructor(writer);
        for (var function : variant.functions()) {
            function(writer, function);
        }
        if (hasSplits()) {
            splits.write(writer);
        }
        KernelMethods.addTo(writer, owner, variant.lanes(), variant.methods());
        writer.visitEnd();
        return MethodBudget.checked(writer.toByteArray());
    }

    private boolean hasSplits() {
        return variant.functions().stream()
                .flatMap(function -> KernelCall.all(function.calls()).stream())
                .anyMatch(call -> call.split() != null);
    }

    private void constructor(ClassVisitor writer) {
        var code = writer.visitMethod(0, "<init>", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, names.code(), "<init>", "()V", false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void function(ClassVisitor writer, LoweredFunction function) {
        var signature = CallSignature.of(function);
        var code =
                writer.visitMethod(
                        Opcodes.ACC_FINAL,
                        Names.method(function),
                        signature.descriptor(),
                        null,
                        null);
        code.visitCode();
        var locals = signature.declare(code);
        scalars(code, locals, function);
        new StepsCode(writer, names, variant, splits, function).write(code, locals);
        result(code, locals, function);
        locals.finish(signature.arguments().size());
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** Writes learning rate, step and seed where kernels read them. */
    private void scalars(MethodVisitor code, Locals locals, LoweredFunction function) {
        for (var scalar : function.scalars()) {
            var carrier = Carrier.of(scalar.storage().dtype());
            StorageCode.workspaceArray(code, locals, scalar.storage().dtype());
            PositionCode.pushInt(code, scalar.storage().offset(), locals::slot);
            locals.load(CallSignature.scalar(scalar.role()), carrier.primitive());
            code.visitInsn(carrier.primitive().getOpcode(Opcodes.IASTORE));
        }
    }

    private static void result(MethodVisitor code, Locals locals, LoweredFunction function) {
        var result = CallSignature.of(function).result();
        if (result == Type.VOID_TYPE) {
            code.visitInsn(Opcodes.RETURN);
            return;
        }
        var storage = (Storage.Scratch) function.outputs().getFirst().storage();
        StorageCode.workspaceArray(code, locals, storage.dtype());
        PositionCode.pushInt(code, storage.offset(), locals::slot);
        code.visitInsn(Opcodes.FALOAD);
        code.visitInsn(Opcodes.FRETURN);
    }
}
