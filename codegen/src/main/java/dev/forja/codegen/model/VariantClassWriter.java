package dev.forja.codegen.model;

import dev.forja.codegen.bytecode.Carrier;
import dev.forja.codegen.bytecode.KernelMethods;
import dev.forja.codegen.bytecode.Locals;
import dev.forja.codegen.bytecode.MethodBudget;
import dev.forja.codegen.bytecode.PositionCode;
import dev.forja.ir.loop.LoopMethod;
import dev.forja.ir.lowered.KernelCall;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.LoweredVariant;
import dev.forja.ir.lowered.Storage;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class of one lane count: kernels as static methods, and each function as the sequence of
 * their calls.
 */
final class VariantClassWriter {
    /**
     * Calls in one method; at most about 40 bytes each, so that the method stays within the budget.
     */
    private static final int CALLS_PER_METHOD = 90;

    private final Names names;
    private final LoweredVariant variant;
    private final String owner;
    private final Map<String, LoopMethod> methods;
    private final SplitCalls splits;

    private VariantClassWriter(Names names, LoweredVariant variant) {
        this.names = names;
        this.variant = variant;
        this.owner = names.variant(variant.lanes());
        this.methods =
                variant.methods().stream()
                        .collect(Collectors.toMap(LoopMethod::name, Function.identity()));
        this.splits = new SplitCalls(owner, methods);
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
                .flatMap(function -> function.calls().stream())
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
        var calls = function.calls();
        if (calls.size() <= CALLS_PER_METHOD) {
            calls(code, locals, function, calls);
        } else {
            for (int part = 0; part * CALLS_PER_METHOD < calls.size(); part++) {
                signature.forward(code, locals);
                code.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL,
                        owner,
                        partName(function, part),
                        signature.descriptor(Type.VOID_TYPE),
                        false);
            }
        }
        result(code, locals, function);
        locals.finish(signature.arguments().size());
        code.visitMaxs(0, 0);
        code.visitEnd();
        if (calls.size() > CALLS_PER_METHOD) {
            for (int part = 0; part * CALLS_PER_METHOD < calls.size(); part++) {
                int from = part * CALLS_PER_METHOD;
                int to = Math.min(calls.size(), from + CALLS_PER_METHOD);
                part(writer, function, part, calls.subList(from, to));
            }
        }
    }

    private static String partName(LoweredFunction function, int part) {
        return Names.method(function) + "$" + part;
    }

    private void part(
            ClassVisitor writer, LoweredFunction function, int part, List<KernelCall> calls) {
        var signature = CallSignature.of(function);
        var code =
                writer.visitMethod(
                        Opcodes.ACC_PRIVATE,
                        partName(function, part),
                        signature.descriptor(Type.VOID_TYPE),
                        null,
                        null);
        code.visitCode();
        var locals = signature.declare(code);
        calls(code, locals, function, calls);
        code.visitInsn(Opcodes.RETURN);
        locals.finish(signature.arguments().size());
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** Writes learning rate, step and seed where kernels read them. */
    private void scalars(MethodVisitor code, Locals locals, LoweredFunction function) {
        for (var scalar : function.scalars()) {
            var carrier = Carrier.of(scalar.storage().dtype());
            workspaceArray(code, locals, scalar.storage().dtype());
            PositionCode.pushInt(code, scalar.storage().offset(), locals::slot);
            locals.load(CallSignature.scalar(scalar.role()), carrier.primitive());
            code.visitInsn(carrier.primitive().getOpcode(Opcodes.IASTORE));
        }
    }

    private static void workspaceArray(MethodVisitor code, Locals locals, DType type) {
        var carrier = Carrier.of(type);
        locals.load(CallSignature.WORKSPACE, Type.getObjectType(Names.WORKSPACE));
        code.visitFieldInsn(Opcodes.GETFIELD, Names.WORKSPACE, carrier.field(), carrier.array());
    }

    private void calls(
            MethodVisitor code, Locals locals, LoweredFunction function, List<KernelCall> calls) {
        var used = new TreeSet<DType>();
        for (var call : calls) {
            for (var storage : call.buffers()) {
                if (storage instanceof Storage.Scratch(var type, _)) {
                    used.add(type);
                }
            }
        }
        for (var type : used) {
            workspaceArray(code, locals, type);
            locals.declare(scratch(type), CallSignature.array(type));
            locals.store(scratch(type), CallSignature.array(type));
        }
        calls.forEach(call -> call(code, locals, function, call));
    }

    private static String scratch(DType type) {
        return "scratch$" + type.text();
    }

    private void call(
            MethodVisitor code, Locals locals, LoweredFunction function, KernelCall call) {
        var line = new Label();
        code.visitLabel(line);
        code.visitLineNumber(Math.max(1, call.location().line()), line);
        Runnable buffers =
                () -> call.buffers().forEach(storage -> push(code, locals, function, storage));
        if (call.split() != null) {
            splits.call(code, locals, call, buffers);
            return;
        }
        for (var name : call.methods()) {
            var method = methods.get(name);
            buffers.run();
            method.ints().forEach(symbol -> locals.load(symbol, Type.INT_TYPE));
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC, owner, name, KernelMethods.descriptor(method), false);
        }
    }

    private static void push(
            MethodVisitor code, Locals locals, LoweredFunction function, Storage storage) {
        switch (storage) {
            case Storage.Input(var index) ->
                    array(code, locals, function.inputs().get(index).name(), Dim.ZERO);
            case Storage.Output(var index) ->
                    array(
                            code,
                            locals,
                            CallSignature.output(function.outputs().get(index).name()),
                            Dim.ZERO);
            case Storage.Scratch(var type, var offset) ->
                    array(code, locals, scratch(type), offset);
            case Storage.Parameter(var type, var offset) ->
                    array(code, locals, CallSignature.parameters(type), Dim.of(offset));
            case Storage.Packed(var offset) ->
                    array(code, locals, CallSignature.EXTRA, Dim.of(offset));
            case Storage.Slot(var offset) ->
                    array(code, locals, CallSignature.EXTRA, Dim.of(offset));
        }
    }

    private static void array(MethodVisitor code, Locals locals, String name, Dim offset) {
        code.visitVarInsn(Opcodes.ALOAD, locals.slot(name));
        PositionCode.pushInt(code, offset, locals::slot);
    }

    private static void result(MethodVisitor code, Locals locals, LoweredFunction function) {
        var result = CallSignature.of(function).result();
        if (result == Type.VOID_TYPE) {
            code.visitInsn(Opcodes.RETURN);
            return;
        }
        var storage = (Storage.Scratch) function.outputs().getFirst().storage();
        workspaceArray(code, locals, storage.dtype());
        PositionCode.pushInt(code, storage.offset(), locals::slot);
        code.visitInsn(Opcodes.FALOAD);
        code.visitInsn(Opcodes.FRETURN);
    }
}
