package dev.forja.compiler;

/**
 * One file that a model is compiled to: a class file, or the weights beside the class.
 *
 * @param name binary name of a class with dots, {@code dev.example.Digits$Lanes8}; path of a
 *     resource with slashes
 * @param model binary name of the public class of the model that it belongs to
 * @param bytes contents of the file
 * @param isResource no class but a resource
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record CompiledClass(String name, String model, byte[] bytes, boolean isResource) {
    /** A class file. */
    public CompiledClass(String name, String model, byte[] bytes) {
        this(name, model, bytes, false);
    }

    /** Where the file lies below a folder of classes, with slashes. */
    public String path() {
        return isResource ? name : name.replace('.', '/') + ".class";
    }
}
