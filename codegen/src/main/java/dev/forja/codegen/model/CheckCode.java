package dev.forja.codegen.model;

import dev.forja.codegen.bytecode.Carrier;
import dev.forja.codegen.bytecode.Constants;
import dev.forja.codegen.bytecode.Locals;
import dev.forja.codegen.bytecode.PositionCode;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the static method that checks the arguments of a function and makes room in its workspace:
 * symbols are not negative, arrays are there and exactly as long as their shapes say, indices lie
 * within their bounds. Messages are made on failure only.
 */
final class CheckCode {
    private static final String EXCEPTION = "Ljava/lang/IllegalArgumentException;";
    private static final String OUTSIDE = "outside$";
    private static final String STRING = "Ljava/lang/String;";

    private final Names names;
    private final LoweredFunction function;
    private final Map<DType, Dim> workspace;
    private final MethodVisitor code;
    private final Locals locals;

    private CheckCode(
            Names names, LoweredFunction function, Map<DType, Dim> workspace, MethodVisitor code) {
        this.names = names;
        this.function = function;
        this.workspace = workspace;
        this.code = code;
        this.locals = new Locals(code, 0);
    }

    /** Inputs, symbols, outputs of an entry, workspace. */
    static String descriptor(LoweredFunction function) {
        var text = new StringBuilder("(");
        function.inputs().forEach(i -> text.append(CallSignature.array(i.type().dtype())));
        text.append("I".repeat(function.symbols().size()));
        if (function.kind() == LoweredFunction.Kind.ENTRY) {
            function.outputs().forEach(o -> text.append(CallSignature.array(o.type().dtype())));
        }
        return text.append(Names.object(Names.WORKSPACE)).append(")V").toString();
    }

    /**
     * @param workspace elements of each type that any lane count needs
     */
    static void write(
            ClassVisitor type, Names names, LoweredFunction function, Map<DType, Dim> workspace) {
        var code =
                type.visitMethod(
                        Opcodes.ACC_STATIC,
                        Names.check(function),
                        descriptor(function),
                        null,
                        null);
        code.visitCode();
        new CheckCode(names, function, workspace, code).write();
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void write() {
        function.inputs()
                .forEach(i -> locals.declare(i.name(), CallSignature.array(i.type().dtype())));
        function.symbols().forEach(symbol -> locals.declare(symbol, Type.INT_TYPE));
        boolean isEntry = function.kind() == LoweredFunction.Kind.ENTRY;
        if (isEntry) {
            function.outputs()
                    .forEach(o ->
                            locals.declare(
                                    CallSignature.output(o.name()),
                                    CallSignature.array(o.type().dtype())));
        }
        locals.declare(CallSignature.WORKSPACE, Type.getObjectType(Names.WORKSPACE));
        function.symbols().forEach(this::checkSymbol);
        function.inputs().forEach(input -> checkArray(input.name(), input.name(), input.type()));
        if (isEntry) {
            function.outputs()
                    .forEach(o -> checkArray(CallSignature.output(o.name()), o.name(), o.type()));
        }
        function.inputs().forEach(this::checkIndices);
        reserve();
        code.visitInsn(Opcodes.RETURN);
    }

    private void checkSymbol(String symbol) {
        var fine = new Label();
        locals.load(symbol, Type.INT_TYPE);
        code.visitJumpInsn(Opcodes.IFGE, fine);
        where();
        code.visitLdcInsn(symbol);
        Constants.push(code, 0L);
        locals.load(symbol, Type.INT_TYPE);
        code.visitInsn(Opcodes.I2L);
        fail("wrongSymbol", STRING.repeat(3) + "JJ");
        code.visitLabel(fine);
    }

    private void checkArray(String local, String name, TensorType type) {
        var array = CallSignature.array(type.dtype());
        var there = new Label();
        var fine = new Label();
        locals.load(local, array);
        code.visitJumpInsn(Opcodes.IFNONNULL, there);
        where();
        code.visitLdcInsn(name);
        code.visitLdcInsn(type.shape().toString());
        fail("missing", STRING.repeat(4));
        code.visitLabel(there);
        locals.load(local, array);
        code.visitInsn(Opcodes.ARRAYLENGTH);
        code.visitInsn(Opcodes.I2L);
        PositionCode.pushLong(code, type.shape().size(), locals::slot);
        code.visitInsn(Opcodes.LCMP);
        code.visitJumpInsn(Opcodes.IFEQ, fine);
        where();
        code.visitLdcInsn(name);
        code.visitLdcInsn(type.shape().toString());
        symbols(List.copyOf(type.shape().symbols()));
        PositionCode.pushLong(code, type.shape().size(), locals::slot);
        locals.load(local, array);
        code.visitInsn(Opcodes.ARRAYLENGTH);
        code.visitInsn(Opcodes.I2L);
        fail("wrongLength", STRING.repeat(5) + "JJ");
        code.visitLabel(fine);
    }

    private void checkIndices(LoweredFunction.Argument input) {
        var array = CallSignature.array(input.type().dtype());
        var element = Carrier.of(input.type().dtype()).primitive();
        for (var bound : input.bounds()) {
            var fine = new Label();
            locals.load(input.name(), array);
            PositionCode.pushLong(code, bound, locals::slot);
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC, Names.CHECKS, "outside", "(" + array + "J)I", false);
            int place = locals.declare(OUTSIDE, Type.INT_TYPE);
            code.visitVarInsn(Opcodes.ISTORE, place);
            code.visitVarInsn(Opcodes.ILOAD, place);
            code.visitJumpInsn(Opcodes.IFLT, fine);
            where();
            code.visitLdcInsn(input.name());
            PositionCode.pushLong(code, bound, locals::slot);
            code.visitVarInsn(Opcodes.ILOAD, place);
            locals.load(input.name(), array);
            code.visitVarInsn(Opcodes.ILOAD, place);
            code.visitInsn(element.getOpcode(Opcodes.IALOAD));
            if (element == Type.INT_TYPE) {
                code.visitInsn(Opcodes.I2L);
            }
            fail("wrongIndex", STRING.repeat(3) + "JIJ");
            code.visitLabel(fine);
        }
    }

    private void where() {
        code.visitLdcInsn(names.simple());
        code.visitLdcInsn(function.name());
    }

    /** Pushes the values of symbols as text: {@code n=8, k=3}. */
    private void symbols(List<String> symbols) {
        code.visitLdcInsn("");
        for (int i = 0; i < symbols.size(); i++) {
            code.visitLdcInsn((i == 0 ? "" : ", ") + symbols.get(i) + "=");
            concat();
            locals.load(symbols.get(i), Type.INT_TYPE);
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC, "java/lang/Integer", "toString", "(I)" + STRING, false);
            concat();
        }
    }

    private void concat() {
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                "java/lang/String",
                "concat",
                "(" + STRING + ")" + STRING,
                false);
    }

    private void fail(String check, String parameters) {
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                Names.CHECKS,
                check,
                "(" + parameters + ")" + EXCEPTION,
                false);
        code.visitInsn(Opcodes.ATHROW);
    }

    private void reserve() {
        if (workspace.isEmpty()) {
            return;
        }
        reserve(code, locals, workspace);
    }

    /** Makes the arrays of the workspace as long as a function needs them. */
    static void reserve(MethodVisitor code, Locals locals, Map<DType, Dim> workspace) {
        locals.load(CallSignature.WORKSPACE, Type.getObjectType(Names.WORKSPACE));
        for (var type : List.of(DType.F32, DType.F64, DType.I32, DType.I64, DType.BOOL)) {
            PositionCode.pushLong(code, workspace.getOrDefault(type, Dim.ZERO), locals::slot);
        }
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, Names.WORKSPACE, "reserve", "(JJJJJ)V", false);
    }
}
