package dev.forja.compiler.load;

import dev.forja.compiler.CompiledClass;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Classes out of memory. */
final class GeneratedClassLoader extends ClassLoader {
    private final Map<String, byte[]> classes = new HashMap<>();
    private final Map<String, byte[]> resources = new HashMap<>();

    GeneratedClassLoader(List<CompiledClass> compiled, ClassLoader parent) {
        super("forja-generated", parent);
        compiled.forEach(
                one -> (one.isResource() ? resources : classes).put(one.name(), one.bytes()));
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] bytes = resources.get(name);
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /**
     * The class of a name, made when it is first asked for.
     *
     * @param bytes its class file
     */
    Class<?> define(String name, Supplier<byte[]> bytes) {
        synchronized (getClassLoadingLock(name)) {
            var known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            var made = bytes.get();
            return defineClass(name, made, 0, made.length);
        }
    }
}
