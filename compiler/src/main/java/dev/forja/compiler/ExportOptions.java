package dev.forja.compiler;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What of a model goes into an ONNX file.
 *
 * @param entry name of the entry; empty for the first
 * @param parameters safetensors file with all parameters, as a model object writes it; empty for
 *     the values that a new model object has
 */
public record ExportOptions(Optional<String> entry, Optional<Path> parameters) {}
