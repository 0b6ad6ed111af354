package dev.forja.codegen.model;

import dev.forja.codegen.bytecode.Carrier;
import dev.forja.codegen.bytecode.Constants;
import dev.forja.codegen.bytecode.Locals;
import dev.forja.ir.graph.Role;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.type.DType;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class of one training step: casts and checks its inputs and calls the kernels on a training
 * state.
 */
final class TrainingClassCode {
    private static final String STATE = Names.object(Names.TRAINING_STATE);
    private static final String WORKSPACE = Names.object(Names.WORKSPACE);
    private static final String FAILURE = "Ljava/lang/IllegalArgumentException;";
    private static final String STRING = "Ljava/lang/String;";

    private final Names names;
    private final LoweredFunction step;
    private final LoweredFunction loss;
    private final long slots;
    private final ClassVisitor type;
    private final String owner;

    TrainingClassCode(
            Names names,
            LoweredFunction step,
            LoweredFunction loss,
            long slots,
            ClassVisitor type) {
        this.names = names;
        this.step = step;
        this.loss = loss;
        this.slots = slots;
        this.type = type;
        this.owner = names.training(step);
    }

    void write() {
        type.visitField(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL,
                        "code",
                        Names.object(names.code()),
                        null,
                        null)
                .visitEnd();
        constructor();
        spec();
        slotCount();
        call("step", "([Ljava/lang/Object;[IF" + STATE + WORKSPACE + ")F", step, 4, 5);
        call("loss", "([Ljava/lang/Object;[I" + STATE + WORKSPACE + ")F", loss, 3, 4);
    }

    private void constructor() {
        var code =
                type.visitMethod(0, "<init>", "(" + Names.object(names.code()) + ")V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitFieldInsn(Opcodes.PUTFIELD, owner, "code", Names.object(names.code()));
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void spec() {
        var result = Names.object(Names.ENTRY_SPEC);
        var code = type.visitMethod(Opcodes.ACC_PUBLIC, "spec", "()" + result, null, null);
        code.visitCode();
        code.visitFieldInsn(
                Opcodes.GETSTATIC, names.model(), "SPEC", Names.object(Names.MODEL_SPEC));
        code.visitLdcInsn(step.name());
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                Names.MODEL_SPEC,
                "entry",
                "(" + STRING + ")" + result,
                false);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void slotCount() {
        var code = type.visitMethod(Opcodes.ACC_PUBLIC, "slotCount", "()I", null, null);
        code.visitCode();
        Constants.push(code, Math.toIntExact(slots));
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void call(
            String name, String descriptor, LoweredFunction function, int state, int workspace) {
        var code = type.visitMethod(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
        code.visitCode();
        var locals = new Locals(code, workspace + 1);
        count(code, 1, "inputs", function.inputs().size());
        count(code, 2, "symbols", function.symbols().size());
        arguments(code, locals, function);
        pushArguments(locals, function);
        code.visitVarInsn(Opcodes.ALOAD, workspace);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                names.model(),
                Names.check(function),
                CheckCode.descriptor(function),
                false);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, owner, "code", Names.object(names.code()));
        pushArguments(locals, function);
        for (var dtype : DType.values()) {
            var carrier = Carrier.of(dtype);
            code.visitVarInsn(Opcodes.ALOAD, state);
            code.visitFieldInsn(
                    Opcodes.GETFIELD, Names.TRAINING_STATE, carrier.field(), carrier.array());
        }
        code.visitVarInsn(Opcodes.ALOAD, state);
        code.visitFieldInsn(Opcodes.GETFIELD, Names.TRAINING_STATE, "slots", "[F");
        code.visitVarInsn(Opcodes.ALOAD, workspace);
        boolean isStep = function.kind() == LoweredFunction.Kind.STEP;
        if (isStep) {
            code.visitVarInsn(Opcodes.FLOAD, 3);
            nextStep(code, state);
            code.visitVarInsn(Opcodes.ALOAD, state);
            code.visitFieldInsn(Opcodes.GETFIELD, Names.TRAINING_STATE, "seed", "J");
        }
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                names.code(),
                Names.method(function),
                CallSignature.of(function).descriptor(),
                false);
        if (isStep) {
            code.visitVarInsn(Opcodes.ALOAD, state);
            nextStep(code, state);
            code.visitFieldInsn(Opcodes.PUTFIELD, Names.TRAINING_STATE, Role.STEP.text(), "J");
        }
        code.visitInsn(Opcodes.FRETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static void nextStep(MethodVisitor code, int state) {
        code.visitVarInsn(Opcodes.ALOAD, state);
        code.visitFieldInsn(Opcodes.GETFIELD, Names.TRAINING_STATE, "step", "J");
        code.visitInsn(Opcodes.LCONST_1);
        code.visitInsn(Opcodes.LADD);
    }

    private void count(MethodVisitor code, int slot, String what, int expected) {
        var fine = new Label();
        code.visitVarInsn(Opcodes.ALOAD, slot);
        code.visitInsn(Opcodes.ARRAYLENGTH);
        Constants.push(code, expected);
        code.visitJumpInsn(Opcodes.IF_ICMPEQ, fine);
        code.visitLdcInsn(names.simple());
        code.visitLdcInsn(step.name());
        code.visitLdcInsn(what);
        Constants.push(code, expected);
        code.visitVarInsn(Opcodes.ALOAD, slot);
        code.visitInsn(Opcodes.ARRAYLENGTH);
        fail(code, "wrongCount", STRING.repeat(3) + "II");
        code.visitLabel(fine);
    }

    /** Inputs and symbols into typed locals. */
    private void arguments(MethodVisitor code, Locals locals, LoweredFunction function) {
        for (int i = 0; i < function.inputs().size(); i++) {
            var input = function.inputs().get(i);
            var array = CallSignature.array(input.type().dtype());
            var fine = new Label();
            code.visitVarInsn(Opcodes.ALOAD, 1);
            Constants.push(code, i);
            code.visitInsn(Opcodes.AALOAD);
            code.visitTypeInsn(Opcodes.INSTANCEOF, array.getInternalName());
            code.visitJumpInsn(Opcodes.IFNE, fine);
            code.visitLdcInsn(names.simple());
            code.visitLdcInsn(step.name());
            code.visitLdcInsn(input.name());
            code.visitLdcInsn(array.getClassName());
            code.visitVarInsn(Opcodes.ALOAD, 1);
            Constants.push(code, i);
            code.visitInsn(Opcodes.AALOAD);
            fail(code, "wrongType", STRING.repeat(4) + "Ljava/lang/Object;");
            code.visitLabel(fine);
            code.visitVarInsn(Opcodes.ALOAD, 1);
            Constants.push(code, i);
            code.visitInsn(Opcodes.AALOAD);
            code.visitTypeInsn(Opcodes.CHECKCAST, array.getInternalName());
            locals.declare(input.name(), array);
            locals.store(input.name(), array);
        }
        for (int i = 0; i < function.symbols().size(); i++) {
            code.visitVarInsn(Opcodes.ALOAD, 2);
            Constants.push(code, i);
            code.visitInsn(Opcodes.IALOAD);
            locals.declare(function.symbols().get(i), Type.INT_TYPE);
            locals.store(function.symbols().get(i), Type.INT_TYPE);
        }
    }

    private static void pushArguments(Locals locals, LoweredFunction function) {
        function.inputs()
                .forEach(i -> locals.load(i.name(), CallSignature.array(i.type().dtype())));
        function.symbols().forEach(symbol -> locals.load(symbol, Type.INT_TYPE));
    }

    private static void fail(MethodVisitor code, String check, String parameters) {
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC, Names.CHECKS, check, "(" + parameters + ")" + FAILURE, false);
        code.visitInsn(Opcodes.ATHROW);
    }
}
