package dev.forja.codegen.model;

import dev.forja.codegen.bytecode.Carrier;
import dev.forja.codegen.bytecode.Constants;
import dev.forja.codegen.bytecode.Locals;
import dev.forja.codegen.bytecode.PositionCode;
import dev.forja.ir.lowered.Branch;
import dev.forja.ir.lowered.KernelCall;
import dev.forja.ir.lowered.Loop;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.LoweredStep;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The methods of the public class by which the runtime calls entries on made-up input: {@code
 * rehearsal} makes arrays, {@code rehearse} calls. Entries whose loops depend on the data are left
 * out, since made-up data may keep them running.
 */
final class RehearsalCode {
    private static final String STRING = "Ljava/lang/String;";

    private final Names names;
    private final List<LoweredFunction> entries;
    private final ClassVisitor type;

    RehearsalCode(Names names, List<LoweredFunction> functions, ClassVisitor type) {
        this.names = names;
        this.entries =
                functions.stream()
                        .filter(function -> function.kind() == LoweredFunction.Kind.ENTRY)
                        .filter(function -> endsOnAnyData(function.calls()))
                        .toList();
        this.type = type;
    }

    private static boolean endsOnAnyData(List<LoweredStep> steps) {
        return steps.stream()
                .allMatch(step ->
                        switch (step) {
                            case KernelCall _ -> true;
                            case Loop(Loop.Test _, _) -> false;
                            case Loop(Loop.Count _, var body) -> endsOnAnyData(body);
                            case Branch(_, var then, var otherwise) ->
                                    endsOnAnyData(then) && endsOnAnyData(otherwise);
                        });
    }

    void write() {
        byName("rehearsal", "(" + STRING + "[I)[Ljava/lang/Object;", this::arrays);
        byName(
                "rehearse",
                "(" + STRING + "[Ljava/lang/Object;[I" + Names.object(Names.WORKSPACE) + ")V",
                this::call);
    }

    private interface Body {
        void write(String method, String descriptor, LoweredFunction entry);
    }

    /** A method that calls, by the name of an entry, a static method of that entry. */
    private void byName(String name, String descriptor, Body body) {
        var code = type.visitMethod(Opcodes.ACC_PROTECTED, name, descriptor, null, null);
        code.visitCode();
        var arguments = Type.getArgumentTypes(descriptor);
        var result = Type.getReturnType(descriptor);
        var own = new ArrayList<Type>();
        own.add(Type.getObjectType(names.model()));
        own.addAll(List.of(arguments).subList(1, arguments.length));
        var inner = Type.getMethodDescriptor(result, own.toArray(Type[]::new));
        for (var entry : entries) {
            var next = new Label();
            code.visitLdcInsn(entry.name());
            code.visitVarInsn(Opcodes.ALOAD, 1);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    "java/lang/String",
                    "equals",
                    "(Ljava/lang/Object;)Z",
                    false);
            code.visitJumpInsn(Opcodes.IFEQ, next);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            for (int i = 1; i < arguments.length; i++) {
                code.visitVarInsn(Opcodes.ALOAD, 1 + i);
            }
            var method = entry.name() + "$" + name;
            code.visitMethodInsn(Opcodes.INVOKESTATIC, names.model(), method, inner, false);
            code.visitInsn(result.getOpcode(Opcodes.IRETURN));
            code.visitLabel(next);
            body.write(method, inner, entry);
        }
        if (result != Type.VOID_TYPE) {
            code.visitInsn(Opcodes.ACONST_NULL);
        }
        code.visitInsn(result.getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private MethodVisitor method(String name, String descriptor) {
        var code =
                type.visitMethod(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, name, descriptor, null, null);
        code.visitCode();
        return code;
    }

    /** {@code (model, sizes)} gives arrays as long as the shapes say, in the order of a call. */
    private void arrays(String name, String descriptor, LoweredFunction entry) {
        var code = method(name, descriptor);
        var locals = new Locals(code, 2);
        sizes(code, locals, entry, 1);
        var tensors = tensors(entry);
        Constants.push(code, tensors.size());
        code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        for (int i = 0; i < tensors.size(); i++) {
            var tensor = tensors.get(i);
            code.visitInsn(Opcodes.DUP);
            Constants.push(code, i);
            PositionCode.pushLong(code, tensor.shape().size(), locals::slot);
            Constants.push(code, 0L);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "max", "(JJ)J", false);
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC, "java/lang/Math", "toIntExact", "(J)I", false);
            code.visitIntInsn(Opcodes.NEWARRAY, PublicClassCode.newArray(tensor.dtype()));
            code.visitInsn(Opcodes.AASTORE);
        }
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** {@code (model, arrays, sizes, workspace)} calls the public method if there are arrays. */
    private void call(String name, String descriptor, LoweredFunction entry) {
        var code = method(name, descriptor);
        var locals = new Locals(code, 4);
        var there = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitJumpInsn(Opcodes.IFNONNULL, there);
        code.visitInsn(Opcodes.RETURN);
        code.visitLabel(there);
        sizes(code, locals, entry, 2);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        var tensors = tensors(entry);
        int inputs = entry.inputs().size();
        for (int i = 0; i < inputs; i++) {
            array(code, i, tensors.get(i));
        }
        entry.symbols().forEach(symbol -> locals.load(symbol, Type.INT_TYPE));
        for (int i = inputs; i < tensors.size(); i++) {
            array(code, i, tensors.get(i));
        }
        code.visitVarInsn(Opcodes.ALOAD, 3);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                names.model(),
                entry.name(),
                PublicClassCode.descriptor(PublicClassCode.parameters(entry, true), Type.VOID_TYPE),
                false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static List<TensorType> tensors(LoweredFunction entry) {
        var tensors = new ArrayList<TensorType>();
        entry.inputs().forEach(input -> tensors.add(input.type()));
        entry.outputs().forEach(output -> tensors.add(output.type()));
        return tensors;
    }

    private static void array(MethodVisitor code, int index, TensorType tensor) {
        code.visitVarInsn(Opcodes.ALOAD, 1);
        Constants.push(code, index);
        code.visitInsn(Opcodes.AALOAD);
        code.visitTypeInsn(Opcodes.CHECKCAST, Carrier.of(tensor.dtype()).array());
    }

    /** Symbols into int locals. */
    private static void sizes(MethodVisitor code, Locals locals, LoweredFunction entry, int array) {
        for (int i = 0; i < entry.symbols().size(); i++) {
            code.visitVarInsn(Opcodes.ALOAD, array);
            Constants.push(code, i);
            code.visitInsn(Opcodes.IALOAD);
            locals.declare(entry.symbols().get(i), Type.INT_TYPE);
            locals.store(entry.symbols().get(i), Type.INT_TYPE);
        }
    }
}
