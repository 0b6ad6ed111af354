package dev.forja.codegen.model;

/**
 * Where a generated class finds the values of its parameters.
 *
 * @param name of a safetensors file beside the class
 * @param digest SHA-256 of its data section, in lower-case hexadecimal digits
 */
public record WeightsResource(String name, String digest) {}
