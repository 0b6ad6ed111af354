package dev.forja.compiler;

/**
 * An entry as an ONNX file.
 *
 * @param model simple name of the model
 * @param entry name of the entry
 * @param bytes contents of the file
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record ExportedEntry(String model, String entry, byte[] bytes) {}
