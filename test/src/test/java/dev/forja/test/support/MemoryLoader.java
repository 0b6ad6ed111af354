package dev.forja.test.support;

import java.util.Map;

/** Defines generated classes out of memory. */
public final class MemoryLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    /**
     * @param classes class files by internal name
     */
    public MemoryLoader(Map<String, byte[]> classes) {
        super(MemoryLoader.class.getClassLoader());
        this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var bytes = classes.get(name.replace('.', '/'));
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
