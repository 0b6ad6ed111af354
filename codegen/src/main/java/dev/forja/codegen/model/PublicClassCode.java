package dev.forja.codegen.model;

import dev.forja.codegen.bytecode.Carrier;
import dev.forja.codegen.bytecode.Constants;
import dev.forja.codegen.bytecode.Locals;
import dev.forja.codegen.bytecode.PositionCode;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.LoweredModel;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The members of a model's public class. */
final class PublicClassCode {
    private static final int MAX_STRING = 60_000;
    private static final String SPEC = "SPEC";
    private static final String FACTORY = "code";
    private static final String FACTORY_TYPE = "(I)Ljava/lang/Object;";

    private final Names names;
    private final LoweredModel model;
    private final Optional<WeightsResource> weights;
    private final ClassVisitor type;

    PublicClassCode(
            Names names, LoweredModel model, Optional<WeightsResource> weights, ClassVisitor type) {
        this.weights = weights;
        this.names = names;
        this.model = model;
        this.type = type;
    }

    void write() {
        type.visitField(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL,
                        SPEC,
                        Names.object(Names.MODEL_SPEC),
                        null,
                        null)
                .visitEnd();
        initializer();
        constructors();
        factory();
        var functions = model.variants().getFirst().functions();
        pack(functions);
        new RehearsalCode(names, functions, type).write();
        for (var function : functions) {
            switch (function.kind()) {
                case ENTRY -> {
                    CheckCode.write(type, names, function, workspace(function));
                    entry(function);
                    if (function.outputs().size() == 1) {
                        convenience(function);
                    }
                }
                case LOSS -> {
                    CheckCode.write(type, names, function, workspace(function));
                    entry(function);
                }
                case STEP -> {
                    CheckCode.write(type, names, function, workspace(function));
                    training(function);
                }
                case PACK -> {}
            }
        }
    }

    /** What the function needs at most, whatever the lane count. */
    private Map<DType, Dim> workspace(LoweredFunction function) {
        var most = new EnumMap<DType, Dim>(DType.class);
        for (var variant : model.variants()) {
            for (var same : variant.functions()) {
                if (same.name().equals(function.name()) && same.kind() == function.kind()) {
                    same.workspace()
                            .forEach((element, size) -> most.merge(element, size, Dim::max));
                }
            }
        }
        return most;
    }

    static void constructor(ClassVisitor type, String superName, int access) {
        var code = type.visitMethod(access, "<init>", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, "<init>", "()V", false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** SPEC = ModelSpec.parse(text), in parts that fit a string constant. */
    private void initializer() {
        var code = type.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        code.visitCode();
        var text = SpecWriter.text(model);
        var parts = new ArrayList<String>();
        for (int from = 0; from < text.length(); from += MAX_STRING) {
            parts.add(text.substring(from, Math.min(text.length(), from + MAX_STRING)));
        }
        Constants.push(code, parts.size());
        code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/String");
        for (int i = 0; i < parts.size(); i++) {
            code.visitInsn(Opcodes.DUP);
            Constants.push(code, i);
            code.visitLdcInsn(parts.get(i));
            code.visitInsn(Opcodes.AASTORE);
        }
        var spec = Names.object(Names.MODEL_SPEC);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                Names.MODEL_SPEC,
                "parse",
                "([Ljava/lang/String;)" + spec,
                false);
        code.visitFieldInsn(Opcodes.PUTSTATIC, names.model(), SPEC, spec);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private MethodVisitor method(int access, String name, String descriptor, String... parameters) {
        var code = type.visitMethod(access, name, descriptor, null, null);
        for (var parameter : parameters) {
            code.visitParameter(parameter, 0);
        }
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code) {
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void constructors() {
        var first = method(Opcodes.ACC_PUBLIC, "<init>", "()V");
        first.visitVarInsn(Opcodes.ALOAD, 0);
        first.visitInsn(Opcodes.LCONST_0);
        first.visitMethodInsn(Opcodes.INVOKESPECIAL, names.model(), "<init>", "(J)V", false);
        first.visitInsn(Opcodes.RETURN);
        end(first);
        var seeded = method(Opcodes.ACC_PUBLIC, "<init>", "(J)V", "seed");
        superConstructor(seeded, "");
        var full = method(Opcodes.ACC_PUBLIC, "<init>", "(JI)V", "seed", "lanes");
        superConstructor(full, "I");
        twin();
    }

    /**
     * super(SPEC, seed) or super(SPEC, values of the resource), with the lane count behind if the
     * constructor has one.
     */
    private void superConstructor(MethodVisitor code, String lanes) {
        var spec = Names.object(Names.MODEL_SPEC);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETSTATIC, names.model(), SPEC, spec);
        if (weights.isPresent()) {
            code.visitFieldInsn(Opcodes.GETSTATIC, names.model(), SPEC, spec);
            parametersOf(weights.get(), code);
        } else {
            code.visitVarInsn(Opcodes.LLOAD, 1);
        }
        if (!lanes.isEmpty()) {
            code.visitVarInsn(Opcodes.ILOAD, 3);
        }
        var initial = weights.isPresent() ? Names.object(Names.PARAMETERS) : "J";
        code.visitMethodInsn(
                Opcodes.INVOKESPECIAL,
                Names.COMPILED_MODEL,
                "<init>",
                "(" + spec + initial + lanes + ")V",
                false);
        code.visitInsn(Opcodes.RETURN);
        end(code);
    }

    /** Another object of the class, with given parameters and lanes, and its constructor. */
    private void twin() {
        var arguments = Names.object(Names.PARAMETERS) + "I";
        var made = method(Opcodes.ACC_PRIVATE, "<init>", "(" + arguments + ")V");
        made.visitVarInsn(Opcodes.ALOAD, 0);
        made.visitFieldInsn(Opcodes.GETSTATIC, names.model(), SPEC, Names.object(Names.MODEL_SPEC));
        made.visitVarInsn(Opcodes.ALOAD, 1);
        made.visitVarInsn(Opcodes.ILOAD, 2);
        made.visitMethodInsn(
                Opcodes.INVOKESPECIAL,
                Names.COMPILED_MODEL,
                "<init>",
                "(" + Names.object(Names.MODEL_SPEC) + arguments + ")V",
                false);
        made.visitInsn(Opcodes.RETURN);
        end(made);
        var code =
                method(
                        Opcodes.ACC_PROTECTED,
                        "twin",
                        "(" + arguments + ")" + Names.object(Names.COMPILED_MODEL),
                        "values",
                        "lanes");
        code.visitTypeInsn(Opcodes.NEW, names.model());
        code.visitInsn(Opcodes.DUP);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitVarInsn(Opcodes.ILOAD, 2);
        code.visitMethodInsn(
                Opcodes.INVOKESPECIAL, names.model(), "<init>", "(" + arguments + ")V", false);
        code.visitInsn(Opcodes.ARETURN);
        end(code);
    }

    /** Parameters.ofResource(spec, class, name, digest), with the spec on the stack. */
    private void parametersOf(WeightsResource resource, MethodVisitor code) {
        code.visitLdcInsn(Type.getObjectType(names.model()));
        code.visitLdcInsn(resource.name());
        code.visitLdcInsn(resource.digest());
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                Names.PARAMETERS,
                "ofResource",
                "("
                        + Names.object(Names.MODEL_SPEC)
                        + "Ljava/lang/Class;Ljava/lang/String;Ljava/lang/String;)"
                        + Names.object(Names.PARAMETERS),
                false);
    }

    /**
     * The kernels of a lane count, of which the base class knows that they are there; the class of
     * another one is never initialised.
     */
    private void factory() {
        var counts = method(Opcodes.ACC_PROTECTED, "compiledLanes", "()[I");
        Constants.push(counts, model.variants().size());
        counts.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_INT);
        for (int i = 0; i < model.variants().size(); i++) {
            counts.visitInsn(Opcodes.DUP);
            Constants.push(counts, i);
            Constants.push(counts, model.variants().get(i).lanes());
            counts.visitInsn(Opcodes.IASTORE);
        }
        counts.visitInsn(Opcodes.ARETURN);
        end(counts);
        var code = method(Opcodes.ACC_PROTECTED, FACTORY, FACTORY_TYPE, "lanes");
        for (var variant : model.variants().subList(1, model.variants().size())) {
            var next = new Label();
            code.visitVarInsn(Opcodes.ILOAD, 1);
            Constants.push(code, variant.lanes());
            code.visitJumpInsn(Opcodes.IF_ICMPNE, next);
            make(code, names.variant(variant.lanes()));
            code.visitInsn(Opcodes.ARETURN);
            code.visitLabel(next);
        }
        make(code, names.variant(model.variants().getFirst().lanes()));
        code.visitInsn(Opcodes.ARETURN);
        end(code);
    }

    private static void make(MethodVisitor code, String owner) {
        code.visitTypeInsn(Opcodes.NEW, owner);
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "<init>", "()V", false);
    }

    /** Packs with a code object of its own. */
    private void pack(List<LoweredFunction> functions) {
        var parameters = Names.object(Names.PARAMETERS);
        var code =
                method(Opcodes.ACC_PROTECTED, "pack", "(" + parameters + "I)[F", "values", "lanes");
        var pack =
                functions.stream()
                        .filter(f -> f.kind() == LoweredFunction.Kind.PACK)
                        .findFirst()
                        .orElseThrow();
        packedSize(code);
        code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_FLOAT);
        code.visitVarInsn(Opcodes.ASTORE, 3);
        var workspaceType = Type.getObjectType(Names.WORKSPACE);
        var locals = new Locals(code, 4);
        make(code, Names.WORKSPACE);
        locals.declare(CallSignature.WORKSPACE, workspaceType);
        locals.store(CallSignature.WORKSPACE, workspaceType);
        CheckCode.reserve(code, locals, workspace(pack));
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ILOAD, 2);
        callFactory(code);
        parameterArrays(code, 1);
        code.visitVarInsn(Opcodes.ALOAD, 3);
        locals.load(CallSignature.WORKSPACE, workspaceType);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                names.code(),
                "pack",
                CallSignature.of(pack).descriptor(),
                false);
        code.visitVarInsn(Opcodes.ALOAD, 3);
        code.visitInsn(Opcodes.ARETURN);
        end(code);
    }

    /** The kernels of the model and the lane count on the stack. */
    private void callFactory(MethodVisitor code) {
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, names.model(), FACTORY, FACTORY_TYPE, false);
        code.visitTypeInsn(Opcodes.CHECKCAST, names.code());
    }

    /** Pushes how many floats the lane count in local 2 packs. */
    private void packedSize(MethodVisitor code) {
        var end = new Label();
        for (var variant : model.variants()) {
            var next = new Label();
            code.visitVarInsn(Opcodes.ILOAD, 2);
            Constants.push(code, variant.lanes());
            code.visitJumpInsn(Opcodes.IF_ICMPNE, next);
            Constants.push(code, Math.toIntExact(variant.packedSize()));
            code.visitJumpInsn(Opcodes.GOTO, end);
            code.visitLabel(next);
        }
        code.visitInsn(Opcodes.ICONST_0);
        code.visitLabel(end);
    }

    private static void parameterArrays(MethodVisitor code, int slot) {
        for (var dtype : DType.values()) {
            var carrier = Carrier.of(dtype);
            code.visitVarInsn(Opcodes.ALOAD, slot);
            code.visitFieldInsn(
                    Opcodes.GETFIELD, Names.PARAMETERS, carrier.field(), carrier.array());
        }
    }

    record Parameter(String name, String local, Type type) {}

    /** The arguments of the public method: inputs, symbols, outputs of an entry, workspace. */
    static List<Parameter> parameters(LoweredFunction function, boolean withOutputs) {
        var parameters = new ArrayList<Parameter>();
        function.inputs()
                .forEach(i ->
                        parameters.add(
                                new Parameter(
                                        i.name(),
                                        i.name(),
                                        CallSignature.array(i.type().dtype()))));
        function.symbols()
                .forEach(symbol -> parameters.add(new Parameter(symbol, symbol, Type.INT_TYPE)));
        if (withOutputs && function.kind() == LoweredFunction.Kind.ENTRY) {
            function.outputs()
                    .forEach(o ->
                            parameters.add(
                                    new Parameter(
                                            outputName(function, o.name()),
                                            CallSignature.output(o.name()),
                                            CallSignature.array(o.type().dtype()))));
        }
        if (withOutputs) {
            parameters.add(
                    new Parameter(
                            "workspace",
                            CallSignature.WORKSPACE,
                            Type.getObjectType(Names.WORKSPACE)));
        }
        return parameters;
    }

    private static String outputName(LoweredFunction function, String name) {
        boolean isTaken =
                function.inputs().stream().anyMatch(i -> i.name().equals(name))
                        || function.symbols().contains(name);
        return function.outputs().size() == 1 ? "out" : isTaken ? name + "Out" : name;
    }

    static String descriptor(List<Parameter> parameters, Type result) {
        return Type.getMethodDescriptor(
                result, parameters.stream().map(Parameter::type).toArray(Type[]::new));
    }

    /** The method that allocates nothing. */
    private void entry(LoweredFunction function) {
        var signature = CallSignature.of(function);
        var parameters = parameters(function, true);
        var code =
                method(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
                        function.name(),
                        descriptor(parameters, signature.result()),
                        parameters.stream().map(Parameter::name).toArray(String[]::new));
        var locals = new Locals(code, 1);
        parameters.forEach(p -> locals.declare(p.local(), p.type()));
        parameters.forEach(p -> locals.load(p.local(), p.type()));
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                names.model(),
                Names.check(function),
                CheckCode.descriptor(function),
                false);
        var serving = Names.object(Names.SERVING);
        var values = Names.object(Names.PARAMETERS);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, Names.COMPILED_MODEL, "serving", "()" + serving, false);
        int now = locals.declare("serving$", Type.getType(serving));
        code.visitVarInsn(Opcodes.ASTORE, now);
        code.visitVarInsn(Opcodes.ALOAD, now);
        code.visitFieldInsn(Opcodes.GETFIELD, Names.SERVING, "parameters", values);
        int slot = locals.declare("values$", Type.getType(values));
        code.visitVarInsn(Opcodes.ASTORE, slot);
        code.visitVarInsn(Opcodes.ALOAD, now);
        code.visitFieldInsn(Opcodes.GETFIELD, Names.SERVING, "code", "Ljava/lang/Object;");
        code.visitTypeInsn(Opcodes.CHECKCAST, names.code());
        for (var p : parameters.subList(0, parameters.size() - 1)) {
            locals.load(p.local(), p.type());
        }
        parameterArrays(code, slot);
        code.visitVarInsn(Opcodes.ALOAD, now);
        code.visitFieldInsn(Opcodes.GETFIELD, Names.SERVING, "packed", "[F");
        locals.load(CallSignature.WORKSPACE, Type.getObjectType(Names.WORKSPACE));
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                names.code(),
                Names.method(function),
                signature.descriptor(),
                false);
        code.visitInsn(signature.result().getOpcode(Opcodes.IRETURN));
        locals.finish(parameters.size());
        end(code);
    }

    /** The method that allocates its result and a workspace. */
    private void convenience(LoweredFunction function) {
        var output = function.outputs().getFirst();
        var carrier = Carrier.of(output.type().dtype());
        var parameters = parameters(function, false);
        var code =
                method(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
                        function.name(),
                        descriptor(parameters, Type.getType(carrier.array())),
                        parameters.stream().map(Parameter::name).toArray(String[]::new));
        var locals = new Locals(code, 1);
        parameters.forEach(p -> locals.declare(p.local(), p.type()));
        PositionCode.pushLong(code, output.type().shape().size(), locals::slot);
        Constants.push(code, 0L);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "max", "(JJ)J", false);
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Math", "toIntExact", "(J)I", false);
        code.visitIntInsn(Opcodes.NEWARRAY, newArray(output.type().dtype()));
        int result = locals.declare("result$", Type.getType(carrier.array()));
        code.visitVarInsn(Opcodes.ASTORE, result);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        parameters.forEach(p -> locals.load(p.local(), p.type()));
        code.visitVarInsn(Opcodes.ALOAD, result);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                Names.COMPILED_MODEL,
                "workspace",
                "()" + Names.object(Names.WORKSPACE),
                false);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                names.model(),
                function.name(),
                descriptor(parameters(function, true), Type.VOID_TYPE),
                false);
        code.visitVarInsn(Opcodes.ALOAD, result);
        code.visitInsn(Opcodes.ARETURN);
        locals.finish(parameters.size());
        end(code);
    }

    static int newArray(DType type) {
        return switch (type) {
            case F32 -> Opcodes.T_FLOAT;
            case F64 -> Opcodes.T_DOUBLE;
            case I32 -> Opcodes.T_INT;
            case I64 -> Opcodes.T_LONG;
            case BOOL -> Opcodes.T_BOOLEAN;
        };
    }

    /** The training step of a loss, with this model's kernels. */
    private void training(LoweredFunction step) {
        var owner = names.training(step);
        var code =
                method(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
                        step.name() + "Training",
                        "()" + Names.object(Names.TRAINING_STEP));
        code.visitTypeInsn(Opcodes.NEW, owner);
        code.visitInsn(Opcodes.DUP);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, Names.COMPILED_MODEL, "preferredLanes", "()I", false);
        callFactory(code);
        code.visitMethodInsn(
                Opcodes.INVOKESPECIAL,
                owner,
                "<init>",
                "(" + Names.object(names.code()) + ")V",
                false);
        code.visitInsn(Opcodes.ARETURN);
        end(code);
    }
}
