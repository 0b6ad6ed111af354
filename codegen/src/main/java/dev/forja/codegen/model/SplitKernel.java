package dev.forja.codegen.model;

import dev.forja.codegen.bytecode.Carrier;
import dev.forja.codegen.bytecode.Constants;
import dev.forja.codegen.bytecode.KernelMethods;
import dev.forja.codegen.bytecode.Locals;
import dev.forja.codegen.bytecode.PositionCode;
import dev.forja.ir.loop.LoopMethod;
import dev.forja.ir.lowered.Split;
import dev.forja.ir.type.Dim;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The two methods beside a kernel that may run in parts. The calling one asks the workspace: it
 * calls the kernel for the whole range, or puts the arguments into the workspace's parallel call
 * and runs that. The part method reads them and calls the kernel for one part of the range.
 *
 * @param number by which the runtime asks for a part
 * @param methods of the kernel, all on the same buffers
 */
record SplitKernel(String owner, int number, List<LoopMethod> methods, Split split) {
    private static final Type CALL = Type.getObjectType(Names.PARALLEL_CALL);
    private static final Type WORKSPACE = Type.getObjectType(Names.WORKSPACE);
    private static final String PART = "(" + CALL + "IIII" + WORKSPACE + ")V";

    /** The descriptor of the runtime's part method. */
    static final String NUMBERED = "(I" + CALL + "IIII" + WORKSPACE + ")V";

    private static final String CALL_LOCAL = "call$";
    private static final String OWN_LOCAL = "own$";

    private String callName() {
        return methods.getFirst().name() + "$call" + number;
    }

    private String partName() {
        return methods.getFirst().name() + "$part" + number;
    }

    private List<LoopMethod.Buffer> buffers() {
        return methods.getFirst().buffers();
    }

    /** The symbols of the kernel and of its split. */
    private List<String> symbols() {
        var symbols = new LinkedHashSet<>(methods.getFirst().ints());
        symbols.addAll(split.symbols());
        for (int axis = 0; axis < split.axes().size(); axis++) {
            symbols.remove(Split.from(axis));
            symbols.remove(Split.to(axis));
        }
        return List.copyOf(symbols);
    }

    private String callDescriptor() {
        var types = new ArrayList<Type>();
        for (var buffer : buffers()) {
            types.add(CallSignature.array(buffer.dtype()));
            types.add(Type.INT_TYPE);
        }
        symbols().forEach(_ -> types.add(Type.INT_TYPE));
        types.add(WORKSPACE);
        return Type.getMethodDescriptor(Type.VOID_TYPE, types.toArray(Type[]::new));
    }

    private static String array(int buffer) {
        return "array$" + buffer;
    }

    private static String offset(int buffer) {
        return "offset$" + buffer;
    }

    /**
     * Calls the kernel from a function of the class.
     *
     * @param buffers pushes array and offset of each buffer
     */
    void call(MethodVisitor code, Locals locals, Runnable buffers) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        buffers.run();
        symbols().forEach(name -> locals.load(name, Type.INT_TYPE));
        locals.load(CallSignature.WORKSPACE, WORKSPACE);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, callName(), callDescriptor(), false);
    }

    /** Pushes the arguments of a part method, which lie in consecutive locals. */
    static void forwardPart(MethodVisitor code, int slot) {
        code.visitVarInsn(Opcodes.ALOAD, slot);
        for (int i = 1; i <= 4; i++) {
            code.visitVarInsn(Opcodes.ILOAD, slot + i);
        }
        code.visitVarInsn(Opcodes.ALOAD, slot + 5);
    }

    void invokePart(MethodVisitor code) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, partName(), PART, false);
    }

    void write(ClassVisitor type) {
        writeCall(type);
        writePart(type);
    }

    private void writeCall(ClassVisitor type) {
        var code =
                type.visitMethod(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL,
                        callName(),
                        callDescriptor(),
                        null,
                        null);
        code.visitCode();
        var locals = new Locals(code, 1);
        declareBuffers(locals);
        symbols().forEach(name -> locals.declare(name, Type.INT_TYPE));
        locals.declare(CallSignature.WORKSPACE, WORKSPACE);
        int parameters = 2 * buffers().size() + symbols().size() + 1;
        locals.load(CallSignature.WORKSPACE, WORKSPACE);
        PositionCode.pushLong(code, split.work(), locals::slot);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, Names.WORKSPACE, "parallel", "(J)" + CALL, false);
        code.visitInsn(Opcodes.DUP);
        locals.declare(CALL_LOCAL, CALL);
        locals.store(CALL_LOCAL, CALL);
        var inParts = new Label();
        code.visitJumpInsn(Opcodes.IFNONNULL, inParts);
        invokeKernel(code, locals, true);
        code.visitInsn(Opcodes.RETURN);
        code.visitLabel(inParts);
        putArguments(code, locals);
        run(code, locals);
        code.visitInsn(Opcodes.RETURN);
        locals.finish(parameters);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void declareBuffers(Locals locals) {
        for (int i = 0; i < buffers().size(); i++) {
            locals.declare(array(i), CallSignature.array(buffers().get(i).dtype()));
            locals.declare(offset(i), Type.INT_TYPE);
        }
    }

    /**
     * Calls the kernel's methods on the buffers and sizes in the locals.
     *
     * @param isWhole for the whole range, else for the part in the locals
     */
    private void invokeKernel(MethodVisitor code, Locals locals, boolean isWhole) {
        for (var method : methods) {
            for (int i = 0; i < buffers().size(); i++) {
                locals.load(array(i), CallSignature.array(buffers().get(i).dtype()));
                locals.load(offset(i), Type.INT_TYPE);
            }
            for (var name : method.ints()) {
                var end = isWhole ? end(name) : null;
                if (end == null) {
                    locals.load(name, Type.INT_TYPE);
                } else {
                    PositionCode.pushInt(code, end, locals::slot);
                }
            }
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    owner,
                    method.name(),
                    KernelMethods.descriptor(method),
                    false);
        }
    }

    /** The end of the whole range that an integer parameter stands for; null for a symbol. */
    private Dim end(String name) {
        for (int axis = 0; axis < split.axes().size(); axis++) {
            if (name.equals(Split.from(axis))) {
                return Dim.ZERO;
            }
            if (name.equals(Split.to(axis))) {
                return split.axes().get(axis).extent();
            }
        }
        return null;
    }

    private void putArguments(MethodVisitor code, Locals locals) {
        for (int i = 0; i < buffers().size(); i++) {
            locals.load(CALL_LOCAL, CALL);
            Constants.push(code, i);
            locals.load(array(i), CallSignature.array(buffers().get(i).dtype()));
            locals.load(offset(i), Type.INT_TYPE);
            call(code, "buffer", "(ILjava/lang/Object;I)V");
        }
        for (int i = 0; i < symbols().size(); i++) {
            locals.load(CALL_LOCAL, CALL);
            Constants.push(code, i);
            locals.load(symbols().get(i), Type.INT_TYPE);
            call(code, "number", "(II)V");
        }
    }

    private void run(MethodVisitor code, Locals locals) {
        locals.load(CALL_LOCAL, CALL);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        Constants.push(code, number);
        for (int axis = 0; axis < Split.MOST_AXES; axis++) {
            if (axis < split.axes().size()) {
                var range = split.axes().get(axis);
                PositionCode.pushInt(code, range.extent(), locals::slot);
                Constants.push(code, range.block());
            } else {
                code.visitInsn(Opcodes.ICONST_1);
                code.visitInsn(Opcodes.ICONST_1);
            }
        }
        call(code, "run", "(" + Names.object(Names.SPLIT_KERNELS) + "IIIII)V");
    }

    private static void call(MethodVisitor code, String name, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.PARALLEL_CALL, name, descriptor, false);
    }

    private void writePart(ClassVisitor type) {
        var code =
                type.visitMethod(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, partName(), PART, null, null);
        code.visitCode();
        var locals = new Locals(code, 0);
        locals.declare(CALL_LOCAL, CALL);
        for (int axis = 0; axis < Split.MOST_AXES; axis++) {
            locals.declare(Split.from(axis), Type.INT_TYPE);
            locals.declare(Split.to(axis), Type.INT_TYPE);
        }
        locals.declare(OWN_LOCAL, WORKSPACE);
        readBuffers(code, locals);
        for (int i = 0; i < symbols().size(); i++) {
            locals.load(CALL_LOCAL, CALL);
            Constants.push(code, i);
            call(code, "number", "(I)I");
            locals.declare(symbols().get(i), Type.INT_TYPE);
            locals.store(symbols().get(i), Type.INT_TYPE);
        }
        invokeKernel(code, locals, false);
        code.visitInsn(Opcodes.RETURN);
        locals.finish(2 + 2 * Split.MOST_AXES);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /**
     * Into locals: the buffers of the call, but the thread's own scratch in place of the call's.
     */
    private void readBuffers(MethodVisitor code, Locals locals) {
        for (int i = 0; i < buffers().size(); i++) {
            var carrier = Carrier.of(buffers().get(i).dtype());
            var arrayType = CallSignature.array(buffers().get(i).dtype());
            boolean isScratch = split.hasScratch() && i == buffers().size() - 1;
            if (isScratch) {
                locals.load(OWN_LOCAL, WORKSPACE);
                code.visitFieldInsn(
                        Opcodes.GETFIELD, Names.WORKSPACE, carrier.field(), carrier.array());
            } else {
                locals.load(CALL_LOCAL, CALL);
                Constants.push(code, i);
                call(code, "array", "(I)Ljava/lang/Object;");
                code.visitTypeInsn(Opcodes.CHECKCAST, arrayType.getInternalName());
            }
            locals.declare(array(i), arrayType);
            locals.store(array(i), arrayType);
            if (isScratch) {
                code.visitInsn(Opcodes.ICONST_0);
            } else {
                locals.load(CALL_LOCAL, CALL);
                Constants.push(code, i);
                call(code, "offset", "(I)I");
            }
            locals.declare(offset(i), Type.INT_TYPE);
            locals.store(offset(i), Type.INT_TYPE);
        }
    }
}
