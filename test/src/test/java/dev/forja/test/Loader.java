package dev.forja.test;

import java.util.Map;

/** Defines generated classes, by internal name. */
public final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    public Loader(Map<String, byte[]> classes) {
        super(Loader.class.getClassLoader());
        this.classes = classes;
    }

    public Class<?> find(String name) {
        try {
            return loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
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
