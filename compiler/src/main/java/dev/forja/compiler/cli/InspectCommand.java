package dev.forja.compiler.cli;

import dev.forja.compiler.CompileRequest;
import dev.forja.compiler.CompiledClass;
import dev.forja.compiler.Compiler;
import dev.forja.compiler.InspectOptions;
import dev.forja.compiler.inspect.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "inspect",
        description =
                "Shows what becomes of a model: summary, IR pass by pass, schedules, bytecode.",
        footer = {
            "",
            "Examples:",
            "  forja inspect Digits.java",
            "  forja inspect Digits.java --print-after-all",
            "  forja inspect Digits.java --print-after=fuse-kernels --schedules"
        })
final class InspectCommand implements Callable<Integer> {
    private final Compiler compiler;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "Model source or .onnx file.")
    private Path model;

    @Option(names = "--print-after-all", description = "Prints the IR after every pass.")
    private boolean printAfterAll;

    @Option(
            names = "--print-after",
            paramLabel = "PASS",
            split = ",",
            description = {
                "Prints the IR after these passes. May be repeated.",
                "A name that is none lists all passes."
            })
    private Set<String> printAfter = Set.of();

    @Option(
            names = "--stop-after",
            paramLabel = "PASS",
            description = "Stops after this pass and prints the IR.")
    private String stopAfter = "";

    @Option(names = "--schedules", description = "Prints the schedule of each kernel.")
    private boolean schedules;

    @Option(names = "--time-passes", description = "Prints the time of each pass.")
    private boolean timePasses;

    @Option(
            names = "--dump-classes",
            paramLabel = "DIR",
            description = "Writes the class files to a folder.")
    private Path dumpClasses;

    @Mixin private ModelOptions options;

    InspectCommand(Compiler compiler) {
        this.compiler = compiler;
    }

    @Override
    public Integer call() throws IOException {
        printAfter.forEach(pass -> check("--print-after", pass));
        if (!stopAfter.isEmpty()) {
            check("--stop-after", stopAfter);
        }
        CompileRequest request = options.request(List.of(model));
        var out = spec.commandLine().getOut();
        compiler.inspect(
                request,
                new InspectOptions(printAfterAll, printAfter, stopAfter, schedules, timePasses),
                out);
        out.flush();
        if (dumpClasses != null) {
            var classes = compiler.compile(request);
            for (CompiledClass one : classes) {
                Path file = dumpClasses.resolve(one.path());
                Files.createDirectories(file.getParent());
                Files.write(file, one.bytes());
            }
            out.println("// " + classes.size() + " class files -> " + dumpClasses);
        }
        return Exit.DONE;
    }

    private void check(String option, String pass) {
        var passes = Inspection.passes();
        if (!passes.contains(pass)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option
                            + ": there is no pass '"
                            + pass
                            + "'; the passes are "
                            + String.join(", ", passes));
        }
    }
}
