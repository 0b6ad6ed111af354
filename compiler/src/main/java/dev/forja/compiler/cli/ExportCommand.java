package dev.forja.compiler.cli;

import dev.forja.compiler.Compiler;
import dev.forja.compiler.ExportOptions;
import dev.forja.compiler.ExportedEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = "Writes an entry of a model source as an ONNX file.",
        footer = {
            "",
            "Examples:",
            "  forja export Digits.java -o digits.onnx",
            "  forja export Digits.java --entry classify --parameters digits.safetensors -o"
                    + " digits.onnx"
        })
final class ExportCommand implements Callable<Integer> {
    private final Compiler compiler;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "Model source.")
    private Path model;

    @Option(names = "-o", required = true, paramLabel = "FILE", description = "The ONNX file.")
    private Path file;

    @Option(
            names = "--entry",
            paramLabel = "NAME",
            description = "The entry to write. Default: the first.")
    private String entry;

    @Option(
            names = "--parameters",
            paramLabel = "FILE",
            description =
                    "Parameters as a model object saves them (safetensors). Default: the initial"
                            + " values.")
    private Path parameters;

    @Mixin private ModelOptions options;

    ExportCommand(Compiler compiler) {
        this.compiler = compiler;
    }

    @Override
    public Integer call() throws IOException {
        if (!model.toString().endsWith(".java")) {
            throw new InputException(
                    model + ": expected a model source, a file that ends in .java");
        }
        if (parameters != null) {
            InputFiles.require(parameters);
        }
        ExportedEntry exported =
                compiler.export(
                        options.request(List.of(model)),
                        new ExportOptions(
                                Optional.ofNullable(entry), Optional.ofNullable(parameters)));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, exported.bytes());
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s.%s -> %s: %,d bytes%n",
                        exported.model(),
                        exported.entry(),
                        file,
                        exported.bytes().length);
        return Exit.DONE;
    }
}
