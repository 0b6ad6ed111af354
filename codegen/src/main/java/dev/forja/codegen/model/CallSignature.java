package dev.forja.codegen.model;

import dev.forja.codegen.bytecode.Carrier;
import dev.forja.codegen.bytecode.Locals;
import dev.forja.ir.graph.Role;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.type.DType;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The arguments of a function in the code classes: inputs, symbols, output arrays, the arrays of
 * the parameters, packed constants or optimizer slots, the workspace, and the scalars of a training
 * step.
 */
record CallSignature(List<Argument> arguments, Type result) {
    record Argument(String name, Type type) {}

    static final String EXTRA = "extra$";
    static final String WORKSPACE = "workspace$";

    static CallSignature of(LoweredFunction function) {
        var arguments = new ArrayList<Argument>();
        function.inputs()
                .forEach(i -> arguments.add(new Argument(i.name(), array(i.type().dtype()))));
        function.symbols().forEach(symbol -> arguments.add(new Argument(symbol, Type.INT_TYPE)));
        boolean isEntry = function.kind() == LoweredFunction.Kind.ENTRY;
        if (isEntry) {
            function.outputs()
                    .forEach(o ->
                            arguments.add(new Argument(output(o.name()), array(o.type().dtype()))));
        }
        for (var type : DType.values()) {
            arguments.add(new Argument(parameters(type), array(type)));
        }
        arguments.add(new Argument(EXTRA, array(DType.F32)));
        arguments.add(new Argument(WORKSPACE, Type.getObjectType(Names.WORKSPACE)));
        if (function.kind() == LoweredFunction.Kind.STEP) {
            arguments.add(new Argument(scalar(Role.RATE), Type.FLOAT_TYPE));
            arguments.add(new Argument(scalar(Role.STEP), Type.LONG_TYPE));
            arguments.add(new Argument(scalar(Role.SEED), Type.LONG_TYPE));
        }
        boolean isScalar =
                function.kind() == LoweredFunction.Kind.LOSS
                        || function.kind() == LoweredFunction.Kind.STEP;
        return new CallSignature(arguments, isScalar ? Type.FLOAT_TYPE : Type.VOID_TYPE);
    }

    static String output(String name) {
        return name + "$out";
    }

    static String parameters(DType type) {
        return type.text() + "$";
    }

    static String scalar(Role role) {
        return role.text() + "$";
    }

    static Type array(DType type) {
        return Type.getType(Carrier.of(type).array());
    }

    String descriptor() {
        return descriptor(result);
    }

    /** The same arguments with another result. */
    String descriptor(Type other) {
        return Type.getMethodDescriptor(
                other, arguments.stream().map(Argument::type).toArray(Type[]::new));
    }

    Locals declare(MethodVisitor code) {
        var locals = new Locals(code, 1);
        arguments.forEach(argument -> locals.declare(argument.name(), argument.type()));
        return locals;
    }

    /** Pushes this and all arguments, to pass them on. */
    void forward(MethodVisitor code, Locals locals) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        arguments.forEach(argument -> locals.load(argument.name(), argument.type()));
    }
}
