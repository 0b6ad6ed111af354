package dev.forja.codegen.model;

import dev.forja.codegen.bytecode.KernelMethods;
import dev.forja.codegen.bytecode.Locals;
import dev.forja.codegen.bytecode.PositionCode;
import dev.forja.ir.loop.LoopMethod;
import dev.forja.ir.lowered.Branch;
import dev.forja.ir.lowered.KernelCall;
import dev.forja.ir.lowered.Loop;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.LoweredStep;
import dev.forja.ir.lowered.LoweredVariant;
import dev.forja.ir.lowered.Storage;
import dev.forja.ir.type.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The steps of one function: calls of kernels in order, loops and branches in methods of their own,
 * and long lists in several methods. All of these take the function's arguments and the positions
 * of the loops around them.
 */
final class StepsCode {
    /** Bytes of steps in one method, well inside the budget, since they are estimated. */
    private static final int MOST_BYTES = 5000;

    private final ClassVisitor type;
    private final LoweredFunction function;
    private final CallSignature signature;
    private final SplitCalls splits;
    private final String owner;
    private final Map<String, LoopMethod> methods;
    private int nextMethod;

    StepsCode(
            ClassVisitor type,
            Names names,
            LoweredVariant variant,
            SplitCalls splits,
            LoweredFunction function) {
        this.type = type;
        this.splits = splits;
        this.function = function;
        this.signature = CallSignature.of(function);
        this.owner = names.variant(variant.lanes());
        this.methods =
                variant.methods().stream()
                        .collect(Collectors.toMap(LoopMethod::name, Function.identity()));
    }

    /** Writes all steps into the function's own method. */
    void write(MethodVisitor code, Locals locals) {
        steps(code, locals, function.calls(), List.of());
    }

    /**
     * @param positions variables of the loops around
     */
    private void steps(
            MethodVisitor code, Locals locals, List<LoweredStep> steps, List<String> positions) {
        var parts = StepSize.parts(steps, MOST_BYTES);
        if (parts.size() > 1) {
            for (var part : parts) {
                call(code, locals, positions, (c, l) -> steps(c, l, part, positions));
            }
            return;
        }
        var storage = new StorageCode(code, locals, function);
        storage.declareScratch(scratchTypes(steps));
        for (var step : steps) {
            switch (step) {
                case KernelCall kernel -> kernel(code, locals, storage, kernel);
                case Loop loop ->
                        call(code, locals, positions, (c, l) -> loop(c, l, loop, positions));
                case Branch branch ->
                        call(code, locals, positions, (c, l) -> branch(c, l, branch, positions));
            }
        }
    }

    private static Set<DType> scratchTypes(List<LoweredStep> steps) {
        var types = new TreeSet<DType>();
        for (var step : steps) {
            if (step instanceof KernelCall kernel) {
                kernel.buffers().forEach(buffer -> addScratch(buffer, types));
            }
        }
        return types;
    }

    private static void addScratch(Storage storage, Set<DType> types) {
        if (storage instanceof Storage.Scratch(var dtype, _)) {
            types.add(dtype);
        }
    }

    private void kernel(MethodVisitor code, Locals locals, StorageCode storage, KernelCall kernel) {
        var line = new Label();
        code.visitLabel(line);
        code.visitLineNumber(Math.max(1, kernel.location().line()), line);
        Runnable buffers = () -> kernel.buffers().forEach(storage::push);
        if (kernel.split() != null) {
            splits.call(code, locals, kernel, buffers);
            return;
        }
        for (var name : kernel.methods()) {
            var method = methods.get(name);
            buffers.run();
            method.ints().forEach(symbol -> locals.load(symbol, Type.INT_TYPE));
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC, owner, name, KernelMethods.descriptor(method), false);
        }
    }

    /** What a method contains. */
    private interface Body {
        void write(MethodVisitor code, Locals locals);
    }

    /** Puts something into a method of its own and calls it. */
    private void call(MethodVisitor code, Locals locals, List<String> positions, Body body) {
        var name = Names.method(function) + "$" + nextMethod++;
        var descriptor = descriptor(positions);
        signature.forward(code, locals);
        positions.forEach(position -> locals.load(position, Type.INT_TYPE));
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
        var inner = type.visitMethod(Opcodes.ACC_PRIVATE, name, descriptor, null, null);
        inner.visitCode();
        var own = signature.declare(inner);
        positions.forEach(position -> own.declare(position, Type.INT_TYPE));
        body.write(inner, own);
        inner.visitInsn(Opcodes.RETURN);
        own.finish(signature.arguments().size() + positions.size());
        inner.visitMaxs(0, 0);
        inner.visitEnd();
    }

    private String descriptor(List<String> positions) {
        var types = new ArrayList<Type>();
        signature.arguments().forEach(argument -> types.add(argument.type()));
        positions.forEach(_ -> types.add(Type.INT_TYPE));
        return Type.getMethodDescriptor(Type.VOID_TYPE, types.toArray(Type[]::new));
    }

    private void loop(MethodVisitor code, Locals locals, Loop loop, List<String> positions) {
        var body = new Label();
        var test = new Label();
        switch (loop.trip()) {
            case Loop.Count(var variable, var length) -> {
                var inside = new ArrayList<>(positions);
                inside.add(variable);
                var end = "end " + variable;
                PositionCode.pushInt(code, length, locals::slot);
                locals.declare(end, Type.INT_TYPE);
                locals.store(end, Type.INT_TYPE);
                code.visitInsn(Opcodes.ICONST_0);
                locals.declare(variable, Type.INT_TYPE);
                locals.store(variable, Type.INT_TYPE);
                code.visitJumpInsn(Opcodes.GOTO, test);
                code.visitLabel(body);
                call(code, locals, inside, (c, l) -> steps(c, l, loop.body(), inside));
                code.visitIincInsn(locals.slot(variable), 1);
                code.visitLabel(test);
                locals.load(variable, Type.INT_TYPE);
                locals.load(end, Type.INT_TYPE);
                code.visitJumpInsn(Opcodes.IF_ICMPLT, body);
            }
            case Loop.Test(var steps, var holds) -> {
                code.visitJumpInsn(Opcodes.GOTO, test);
                code.visitLabel(body);
                call(code, locals, positions, (c, l) -> steps(c, l, loop.body(), positions));
                code.visitLabel(test);
                call(code, locals, positions, (c, l) -> steps(c, l, steps, positions));
                load(code, locals, holds);
                code.visitJumpInsn(Opcodes.IFNE, body);
            }
        }
    }

    private void branch(MethodVisitor code, Locals locals, Branch branch, List<String> positions) {
        var otherwise = new Label();
        var end = new Label();
        load(code, locals, branch.condition());
        code.visitJumpInsn(Opcodes.IFEQ, otherwise);
        call(code, locals, positions, (c, l) -> steps(c, l, branch.then(), positions));
        code.visitJumpInsn(Opcodes.GOTO, end);
        code.visitLabel(otherwise);
        call(code, locals, positions, (c, l) -> steps(c, l, branch.otherwise(), positions));
        code.visitLabel(end);
    }

    /** Pushes a rank-0 bool. */
    private void load(MethodVisitor code, Locals locals, Storage condition) {
        var types = new TreeSet<DType>();
        addScratch(condition, types);
        var storage = new StorageCode(code, locals, function);
        storage.declareScratch(types);
        storage.push(condition);
        code.visitInsn(Opcodes.BALOAD);
    }
}
