package dev.forja.codegen.model;

import dev.forja.codegen.bytecode.KernelMethods;
import dev.forja.codegen.bytecode.MethodBudget;
import dev.forja.ir.lowered.LoweredFunction;
import dev.forja.ir.lowered.LoweredModel;
import dev.forja.ir.lowered.LoweredVariant;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Writes the classes of a model: the public class, an abstract class with one method per function,
 * one subclass of it per lane count, and one class per training step. Equal input gives equal
 * bytes.
 */
public final class ModelClassWriter {
    private final Names names;
    private final LoweredModel model;
    private final LoweredVariant any;
    private final Optional<WeightsResource> weights;
    private final String sourceFile;

    private ModelClassWriter(LoweredModel model, Optional<WeightsResource> weights) {
        this.weights = weights;
        this.names = Names.of(model);
        this.model = model;
        this.any = model.variants().getFirst();
        var file = model.model().location().file();
        this.sourceFile = file.isEmpty() ? "" : Path.of(file).getFileName().toString();
    }

    /** Class files by internal name. */
    public static Map<String, byte[]> write(LoweredModel model) {
        return new ModelClassWriter(model, Optional.empty()).write();
    }

    /**
     * Class files by internal name, of a model whose parameters begin with values of a resource.
     */
    public static Map<String, byte[]> write(LoweredModel model, WeightsResource weights) {
        return new ModelClassWriter(model, Optional.of(weights)).write();
    }

    private Map<String, byte[]> write() {
        var classes = new TreeMap<String, byte[]>();
        var publicClass =
                newClass(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
                        names.model(),
                        Names.COMPILED_MODEL);
        members(publicClass);
        new PublicClassCode(names, model, weights, publicClass).write();
        publicClass.visitEnd();
        classes.put(names.model(), MethodBudget.checked(publicClass.toByteArray()));
        classes.put(names.code(), codeClass());
        for (var variant : model.variants()) {
            classes.put(
                    names.variant(variant.lanes()),
                    VariantClassWriter.write(names, variant, sourceFile));
        }
        for (var function : any.functions()) {
            if (function.kind() == LoweredFunction.Kind.STEP) {
                classes.put(names.training(function), trainingClass(function));
            }
        }
        return classes;
    }

    private ClassWriter newClass(int access, String name, String superName, String... interfaces) {
        var writer = new KernelMethods.FrameWriter();
        writer.visit(KernelMethods.CLASS_VERSION, access, name, null, superName, interfaces);
        if (!sourceFile.isEmpty()) {
            writer.visitSource(sourceFile, null);
        }
        return writer;
    }

    /** The nest of the public class. */
    private void members(ClassVisitor writer) {
        member(writer, names.code());
        model.variants().forEach(variant -> member(writer, names.variant(variant.lanes())));
        any.functions().stream()
                .filter(function -> function.kind() == LoweredFunction.Kind.STEP)
                .forEach(function -> member(writer, names.training(function)));
    }

    private void member(ClassVisitor writer, String name) {
        writer.visitNestMember(name);
        writer.visitInnerClass(
                name,
                names.model(),
                name.substring(names.model().length() + 1),
                Opcodes.ACC_STATIC
                        | (name.equals(names.code()) ? Opcodes.ACC_ABSTRACT : Opcodes.ACC_FINAL));
    }

    private byte[] codeClass() {
        var writer =
                newClass(
                        Opcodes.ACC_ABSTRACT | Opcodes.ACC_SUPER, names.code(), "java/lang/Object");
        writer.visitNestHost(names.model());
        PublicClassCode.constructor(writer, "java/lang/Object", 0);
        for (var function : any.functions()) {
            abstractMethod(writer, function);
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void abstractMethod(ClassVisitor writer, LoweredFunction function) {
        writer.visitMethod(
                        Opcodes.ACC_ABSTRACT,
                        Names.method(function),
                        CallSignature.of(function).descriptor(),
                        null,
                        null)
                .visitEnd();
    }

    private byte[] trainingClass(LoweredFunction step) {
        var writer =
                newClass(
                        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
                        names.training(step),
                        "java/lang/Object",
                        Names.TRAINING_STEP);
        writer.visitNestHost(names.model());
        long slots = model.slotCounts().getOrDefault(step.name(), 0L);
        var loss =
                any.functions().stream()
                        .filter(f ->
                                f.kind() == LoweredFunction.Kind.LOSS
                                        && f.name().equals(step.name()))
                        .findFirst()
                        .orElseThrow();
        new TrainingClassCode(names, step, loss, slots, writer).write();
        writer.visitEnd();
        return MethodBudget.checked(writer.toByteArray());
    }
}
