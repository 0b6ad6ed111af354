package dev.forja.compiler;

/**
 * One class file.
 *
 * @param name binary name with dots, {@code dev.example.Digits$Lanes8}
 * @param model binary name of the public class of the model that it belongs to
 * @param bytes the class file
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record CompiledClass(String name, String model, byte[] bytes) {
    /** Where the class file lies below a folder of classes, with slashes. */
    public String path() {
        return name.replace('.', '/') + ".class";
    }
}
