package dev.forja.codegen.bytecode;

import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/** HotSpot never compiles a method of more than 8,000 bytes: generated ones stay below 7,500. */
public final class MethodBudget {
    public static final int MAX_BYTES = 7_500;

    private MethodBudget() {}

    /**
     * The class, if every method keeps within the budget.
     *
     * @throws IllegalStateException naming the kernel that doesn't
     */
    public static byte[] checked(byte[] classFile) {
        sizes(classFile)
                .forEach((name, size) -> {
                    if (size > MAX_BYTES) {
                        throw new IllegalStateException(
                                "method "
                                        + name
                                        + " has "
                                        + size
                                        + " bytes, over the budget of "
                                        + MAX_BYTES);
                    }
                });
        return classFile;
    }

    /** Upper bounds of the bytes of code by method name. */
    public static Map<String, Integer> sizes(byte[] classFile) {
        var sizes = new TreeMap<String, Integer>();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    String signature,
                                    String[] exceptions) {
                                return new CodeSizeEvaluator(null) {
                                    @Override
                                    public void visitEnd() {
                                        sizes.merge(name, getMaxSize(), Math::max);
                                    }
                                };
                            }
                        },
                        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return sizes;
    }
}
