package dev.forja.compiler.load;

import dev.forja.compiler.CompiledClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Classes out of memory. */
final class GeneratedClassLoader extends ClassLoader {
    private final Map<String, byte[]> classes = new HashMap<>();

    GeneratedClassLoader(List<CompiledClass> compiled, ClassLoader parent) {
        super("forja-generated", parent);
        compiled.forEach(one -> classes.put(one.name(), one.bytes()));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
