package dev.forja.codegen.bytecode;

import dev.forja.ir.loop.LoopExpr;
import dev.forja.ir.loop.LoopMethod;
import dev.forja.ir.loop.LoopStmt;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes a loop method as a static method. */
final class LoopMethodEmitter {
    /** More vector constants than this are not kept in locals: they would only be spilled. */
    private static final int MAX_HOISTED_CONSTANTS = 24;

    private final LoopMethod method;
    private final MethodVisitor code;
    private final Locals locals;
    private final ExprEmitter values;
    private int nextBound;

    private LoopMethodEmitter(LoopMethod method, MethodVisitor code, Species species) {
        this.method = method;
        this.code = code;
        this.locals = new Locals(code, 0);
        this.values = new ExprEmitter(code, locals, method, species);
    }

    static void emit(ClassVisitor type, LoopMethod method, Species species) {
        var code =
                type.visitMethod(Opcodes.ACC_STATIC, method.name(), descriptor(method), null, null);
        code.visitCode();
        new LoopMethodEmitter(method, code, species).emit();
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** An array and an int for each buffer, then the integer parameters. */
    static String descriptor(LoopMethod method) {
        var text = new StringBuilder("(");
        method.buffers()
                .forEach(buffer -> text.append(Carrier.of(buffer.dtype()).array()).append('I'));
        return text.append("I".repeat(method.ints().size())).append(")V").toString();
    }

    private void emit() {
        var start = new Label();
        code.visitLabel(start);
        code.visitLineNumber(Math.max(1, method.location().line()), start);
        for (int i = 0; i < method.buffers().size(); i++) {
            var buffer = method.buffers().get(i);
            locals.declare(
                    ExprEmitter.arrayName(i, buffer.name()),
                    Type.getType(Carrier.of(buffer.dtype()).array()));
            locals.declare(ExprEmitter.baseName(i, buffer.name()), Type.INT_TYPE);
        }
        method.ints().forEach(name -> locals.declare(name, Type.INT_TYPE));
        int parameters = 2 * method.buffers().size() + method.ints().size();
        var constants = new LinkedHashSet<LoopExpr.Constant>();
        method.body().forEach(statement -> collect(statement, constants));
        constants.stream().limit(MAX_HOISTED_CONSTANTS).forEach(values::hoist);
        method.body().forEach(this::statement);
        code.visitInsn(Opcodes.RETURN);
        locals.finish(parameters);
    }

    private static void collect(LoopStmt statement, Set<LoopExpr.Constant> into) {
        switch (statement) {
            case LoopStmt.For loop -> loop.body().forEach(inner -> collect(inner, into));
            case LoopStmt.If test -> test.body().forEach(inner -> collect(inner, into));
            case LoopStmt.LetIndex _ -> {}
            case LoopStmt.LetPosition let -> collect(let.value(), into);
            case LoopStmt.Let let -> collect(let.value(), into);
            case LoopStmt.Assign assign -> collect(assign.value(), into);
            case LoopStmt.Store store -> {
                collect(store.value(), into);
                if (store.mask() != null) {
                    collect(store.mask(), into);
                }
            }
        }
    }

    private static void collect(LoopExpr expr, Set<LoopExpr.Constant> into) {
        switch (expr) {
            case LoopExpr.Constant constant -> {
                if (constant.type().isVector()) {
                    into.add(constant);
                }
            }
            case LoopExpr.Broadcast(var scalar, _) -> collect(scalar, into);
            case LoopExpr.Load load -> {
                if (load.mask() != null) {
                    collect(load.mask(), into);
                }
            }
            case LoopExpr.Call call -> call.args().forEach(arg -> collect(arg, into));
            case LoopExpr.Convert(var operand, _) -> collect(operand, into);
            case LoopExpr.Bitcast(var operand, _) -> collect(operand, into);
            case LoopExpr.Rotate(var vector, _) -> collect(vector, into);
            case LoopExpr.Lane(var vector, _) -> collect(vector, into);
            case LoopExpr.Guarded(_, var then, var otherwise) -> {
                collect(then, into);
                collect(otherwise, into);
            }
            case LoopExpr.Position _, LoopExpr.Ramp _, LoopExpr.InRange _, LoopExpr.Read _ -> {}
        }
    }

    private void statement(LoopStmt statement) {
        switch (statement) {
            case LoopStmt.For loop -> loop(loop);
            case LoopStmt.If(var condition, var body) -> {
                var end = new Label();
                values.jumpUnless(condition, end);
                body.forEach(this::statement);
                code.visitLabel(end);
            }
            case LoopStmt.LetIndex(var name, var value) -> {
                values.position(value);
                locals.declare(name, Type.INT_TYPE);
                locals.store(name, Type.INT_TYPE);
            }
            case LoopStmt.LetPosition(var name, var value) -> {
                values.push(value);
                if (value.type().dtype() == DType.I64) {
                    narrow();
                }
                locals.declare(name, Type.INT_TYPE);
                locals.store(name, Type.INT_TYPE);
            }
            case LoopStmt.Let(var local, var value) -> {
                values.push(value);
                locals.declare(local.name(), values.type(local.type()));
                locals.store(local.name(), values.type(local.type()));
            }
            case LoopStmt.Assign(var local, var value) -> {
                values.push(value);
                locals.store(local.name(), values.type(local.type()));
            }
            case LoopStmt.Store(var buffer, var offset, var value, var mask) ->
                    values.store(buffer, offset, value, mask);
        }
    }

    /** An i64 position out of the range of int stays out of every array's range. */
    private void narrow() {
        Constants.push(code, Integer.MIN_VALUE);
        Constants.push(code, Integer.MAX_VALUE);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "clamp", "(JII)I", false);
    }

    private void loop(LoopStmt.For loop) {
        var body = new Label();
        var test = new Label();
        var bound = bound(loop.to());
        values.position(loop.from());
        locals.declare(loop.variable(), Type.INT_TYPE);
        locals.store(loop.variable(), Type.INT_TYPE);
        code.visitJumpInsn(Opcodes.GOTO, test);
        code.visitLabel(body);
        loop.body().forEach(this::statement);
        code.visitIincInsn(locals.slot(loop.variable()), loop.step());
        code.visitLabel(test);
        locals.load(loop.variable(), Type.INT_TYPE);
        bound.run();
        code.visitJumpInsn(Opcodes.IF_ICMPLT, body);
    }

    /** What pushes the end of a loop; anything but a constant is computed once. */
    private Runnable bound(Dim to) {
        if (to.isConstant()) {
            return () -> values.position(to);
        }
        // The blank keeps it apart from every name of a source.
        var name = "end " + nextBound++;
        values.position(to);
        locals.declare(name, Type.INT_TYPE);
        locals.store(name, Type.INT_TYPE);
        return () -> locals.load(name, Type.INT_TYPE);
    }
}
