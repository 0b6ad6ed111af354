package dev.forja.compiler.load;

/**
 * Calls one entry of one model object. Implemented by generated classes, since a method handle that
 * is no constant allocates until the JIT compiler has seen it often enough, and is never inlined.
 */
@FunctionalInterface
public interface EntryCall {
    /**
     * Calls the entry.
     *
     * @param arguments what the generated method takes, symbols as {@code Integer}
     */
    void call(Object[] arguments);
}
