package dev.forja.codegen.bytecode;

import dev.forja.ir.loop.LoopMethod;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;

/** Loads generated kernels and calls them. */
final class Kernels extends ClassLoader {
    private static final String OWNER = "generated/Kernels";

    private Kernels() {
        super(Kernels.class.getClassLoader());
    }

    /**
     * Generates a method for a lane count and calls it once.
     *
     * @param arrays one per buffer; each is passed with offset 0
     * @param ints values of the integer parameters
     */
    static void run(int lanes, LoopMethod method, List<Object> arrays, int... ints) {
        byte[] bytes = KernelMethods.kernelClass(OWNER, lanes, List.of(method));
        var type = new Kernels().defineClass(null, bytes, 0, bytes.length);
        var arguments = new Object[2 * arrays.size() + ints.length];
        for (int i = 0; i < arrays.size(); i++) {
            arguments[2 * i] = arrays.get(i);
            arguments[2 * i + 1] = 0;
        }
        for (int i = 0; i < ints.length; i++) {
            arguments[2 * arrays.size() + i] = ints[i];
        }
        try {
            var handle =
                    Arrays.stream(type.getDeclaredMethods())
                            .filter(one -> one.getName().equals(method.name()))
                            .findFirst()
                            .orElseThrow();
            handle.setAccessible(true);
            handle.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(
                    "generated code failed with " + lanes + " lanes", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
