package dev.forja.compiler.cli;

import dev.forja.compiler.CompiledClass;
import dev.forja.compiler.Compiler;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "compile",
        description = "Compiles models to class files.",
        footer = {
            "",
            "Examples:",
            "  forja compile Digits.java -d classes",
            "  forja compile Digits.java -d classes --dim n=1 --class DigitsOne --lanes 8,16"
        })
final class CompileCommand implements Callable<Integer> {
    private final Compiler compiler;

    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "MODEL", description = "Model sources or .onnx files.")
    private List<Path> models;

    @Option(
            names = "-d",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the class files.")
    private Path directory;

    @Mixin private ModelOptions options;

    CompileCommand(Compiler compiler) {
        this.compiler = compiler;
    }

    @Override
    public Integer call() throws IOException {
        List<CompiledClass> classes = compiler.compile(options.request(models));
        Map<String, long[]> sizes = new LinkedHashMap<>();
        for (CompiledClass one : classes) {
            Path file = directory.resolve(one.path());
            Files.createDirectories(file.getParent());
            Files.write(file, one.bytes());
            long[] size = sizes.computeIfAbsent(one.model(), model -> new long[2]);
            size[0]++;
            size[1] += one.bytes().length;
        }
        PrintWriter out = spec.commandLine().getOut();
        sizes.forEach((model, size) ->
                out.printf(
                        Locale.ROOT, "%s: %d class files, %,d bytes%n", model, size[0], size[1]));
        return Exit.DONE;
    }
}
