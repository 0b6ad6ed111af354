package dev.forja.codegen.model;

import dev.forja.codegen.bytecode.Constants;
import dev.forja.codegen.bytecode.Locals;
import dev.forja.ir.loop.LoopMethod;
import dev.forja.ir.lowered.KernelCall;
import dev.forja.ir.lowered.Split;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The kernels of a class that may run in parts, by number: the runtime's {@code part} leads to the
 * part method of each.
 */
final class SplitCalls {
    /** Kernels that one method tells apart, so that it stays within the budget. */
    private static final int KERNELS_PER_SWITCH = 250;

    private record Key(List<String> methods, Split split) {}

    private final String owner;
    private final Map<String, LoopMethod> methods;
    private final Map<Key, SplitKernel> kernels = new LinkedHashMap<>();

    SplitCalls(String owner, List<LoopMethod> methods) {
        this.owner = owner;
        this.methods =
                methods.stream().collect(Collectors.toMap(LoopMethod::name, Function.identity()));
    }

    /**
     * Calls a kernel that may run in parts; equal calls share their methods.
     *
     * @param buffers pushes array and offset of each buffer
     */
    void call(MethodVisitor code, Locals locals, KernelCall call, Runnable buffers) {
        kernels.computeIfAbsent(
                        new Key(call.methods(), call.split()),
                        key ->
                                new SplitKernel(
                                        owner,
                                        kernels.size(),
                                        key.methods().stream().map(methods::get).toList(),
                                        key.split()))
                .call(code, locals, buffers);
    }

    /** Adds the methods of all kernels that were called. */
    void write(ClassVisitor type) {
        kernels.values().forEach(kernel -> kernel.write(type));
        var all = List.copyOf(kernels.values());
        if (all.size() <= KERNELS_PER_SWITCH) {
            dispatch(type, "part", all);
            return;
        }
        var code = method(type, "part");
        for (int from = 0; from < all.size(); from += KERNELS_PER_SWITCH) {
            int to = Math.min(all.size(), from + KERNELS_PER_SWITCH);
            var next = new Label();
            code.visitVarInsn(Opcodes.ILOAD, 1);
            Constants.push(code, to);
            code.visitJumpInsn(Opcodes.IF_ICMPGE, next);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(Opcodes.ILOAD, 1);
            SplitKernel.forwardPart(code, 2);
            code.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, owner, "part$" + from, SplitKernel.NUMBERED, false);
            code.visitInsn(Opcodes.RETURN);
            code.visitLabel(next);
            dispatch(type, "part$" + from, all.subList(from, to));
        }
        code.visitInsn(Opcodes.RETURN);
        end(code);
    }

    /** A method that leads to the part methods of kernels with consecutive numbers. */
    private static void dispatch(ClassVisitor type, String name, List<SplitKernel> kernels) {
        var code = method(type, name);
        var end = new Label();
        var labels = new Label[kernels.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = new Label();
        }
        int first = kernels.getFirst().number();
        code.visitVarInsn(Opcodes.ILOAD, 1);
        code.visitTableSwitchInsn(first, first + labels.length - 1, end, labels);
        for (int i = 0; i < labels.length; i++) {
            code.visitLabel(labels[i]);
            SplitKernel.forwardPart(code, 2);
            kernels.get(i).invokePart(code);
            code.visitInsn(Opcodes.RETURN);
        }
        code.visitLabel(end);
        code.visitInsn(Opcodes.RETURN);
        end(code);
    }

    private static MethodVisitor method(ClassVisitor type, String name) {
        var code =
                type.visitMethod(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
                        name,
                        SplitKernel.NUMBERED,
                        null,
                        null);
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code) {
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
