package dev.forja.codegen.bytecode;

import dev.forja.ir.loop.LoopMethod;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** The kernels of one lane count as static methods of a class. */
public final class KernelMethods {
    /** The class file version of Java 25. */
    public static final int CLASS_VERSION = Opcodes.V25;

    private KernelMethods() {}

    /** Adds the methods, and the species that they use, to a class. */
    public static void addTo(ClassVisitor type, String owner, int lanes, List<LoopMethod> methods) {
        var species = new Species(owner, lanes);
        methods.forEach(method -> LoopMethodEmitter.emit(type, method, species));
        species.declare(type);
    }

    /** The descriptor of a loop method. */
    public static String descriptor(LoopMethod method) {
        return LoopMethodEmitter.descriptor(method);
    }

    /**
     * A class of nothing but kernels, as tests and dumps want it.
     *
     * @param owner internal name
     */
    public static byte[] kernelClass(String owner, int lanes, List<LoopMethod> methods) {
        var writer = new FrameWriter();
        writer.visit(
                CLASS_VERSION,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
                owner,
                null,
                "java/lang/Object",
                null);
        addTo(writer, owner, lanes, methods);
        writer.visitEnd();
        return MethodBudget.checked(writer.toByteArray());
    }

    /**
     * Computes frames without loading classes: where two types meet that differ, nobody uses the
     * value.
     */
    public static final class FrameWriter extends ClassWriter {
        public FrameWriter() {
            super(COMPUTE_FRAMES);
        }

        @Override
        protected String getCommonSuperClass(String left, String right) {
            return left.equals(right) ? left : "java/lang/Object";
        }
    }
}
