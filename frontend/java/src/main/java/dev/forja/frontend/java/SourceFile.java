package dev.forja.frontend.java;

/**
 * The text of a source.
 *
 * @param path how diagnostics name the file
 */
public record SourceFile(String path, String text) {}
