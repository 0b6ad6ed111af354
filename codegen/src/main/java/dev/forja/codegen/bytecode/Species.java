package dev.forja.codegen.bytecode;

import dev.forja.ir.loop.LaneType;
import dev.forja.ir.type.DType;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The vector species and shuffles of a class: static final fields, declared as they are used. Masks
 * have the species of the floating-point type of their width.
 */
final class Species {
    static final String SPECIES = "L" + Carrier.PACKAGE + "VectorSpecies;";
    static final String SHUFFLE = "L" + Carrier.PACKAGE + "VectorShuffle;";
    private static final int FLAGS = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;

    private final String owner;
    private final int lanes;
    private final SequencedSet<String> fields = new TreeSet<>();

    /**
     * @param lanes f32 lanes of the class
     */
    Species(String owner, int lanes) {
        this.owner = owner;
        this.lanes = lanes;
    }

    /** The element type whose species a type's vectors have. */
    DType element(LaneType type) {
        if (type.dtype() != DType.BOOL) {
            return type.dtype();
        }
        return type.lanes() == lanes ? DType.F32 : DType.F64;
    }

    void push(MethodVisitor code, LaneType type) {
        var element = element(type);
        if (type.lanes() * element.bytes() != lanes * 4) {
            throw new IllegalStateException(type + " in a class of " + lanes + " lanes");
        }
        var name = "SPECIES_" + element;
        fields.add(name);
        code.visitFieldInsn(Opcodes.GETSTATIC, owner, name, SPECIES);
    }

    void pushRotation(MethodVisitor code, LaneType type, int distance) {
        var name = "ROTATE_" + element(type) + "_" + distance;
        fields.add("SPECIES_" + element(type));
        fields.add(name);
        code.visitFieldInsn(Opcodes.GETSTATIC, owner, name, SHUFFLE);
    }

    /** Declares and initialises all that was used. */
    void declare(ClassVisitor type) {
        if (fields.isEmpty()) {
            return;
        }
        var code = type.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        code.visitCode();
        for (var name : fields.reversed()) {
            boolean isSpecies = name.startsWith("SPECIES_");
            type.visitField(FLAGS, name, isSpecies ? SPECIES : SHUFFLE, null, null).visitEnd();
            if (isSpecies) {
                species(code, name);
            }
        }
        for (var name : fields) {
            if (name.startsWith("ROTATE_")) {
                rotation(code, name);
            }
        }
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void species(MethodVisitor code, String name) {
        var carrier = Carrier.valueOf(name.substring("SPECIES_".length()));
        code.visitFieldInsn(Opcodes.GETSTATIC, carrier.vector(), "SPECIES_" + lanes * 32, SPECIES);
        code.visitFieldInsn(Opcodes.PUTSTATIC, owner, name, SPECIES);
    }

    private void rotation(MethodVisitor code, String name) {
        var parts = name.split("_");
        code.visitFieldInsn(Opcodes.GETSTATIC, owner, "SPECIES_" + parts[1], SPECIES);
        Constants.push(code, Integer.parseInt(parts[2]));
        Constants.push(code, 1);
        Constants.push(code, 1);
        code.visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                Carrier.PACKAGE + "VectorSpecies",
                "iotaShuffle",
                "(IIZ)" + SHUFFLE,
                true);
        code.visitFieldInsn(Opcodes.PUTSTATIC, owner, name, SHUFFLE);
    }
}
