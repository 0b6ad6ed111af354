package dev.forja.compiler.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description =
                "Runs a sample; its last lines are \"metric NAME VALUE\". Without a name: digits.",
        footer = {"", "Examples:", "  forja demo", "  forja demo linear-regression --quick"})
final class DemoCommand implements Callable<Integer> {
    private static final String DEFAULT = "digits";

    @Spec private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name of the sample.")
    private String name;

    @Option(names = "--quick", description = "Runs a short version, to see that it works.")
    private boolean quick;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where to look for large data sets first.")
    private Path data;

    @Override
    public Integer call() throws IOException {
        List<BuiltModule> samples = BuiltModule.samples(Home.folder());
        PrintWriter out = spec.commandLine().getOut();
        String wanted = name == null ? DEFAULT : name;
        BuiltModule sample =
                samples.stream()
                        .filter(one -> one.name().equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> unknown(wanted, samples));
        if (name == null) {
            out.println("Samples (forja demo NAME):");
            samples.forEach(one -> out.printf("  %-20s %s%n", one.name(), one.summary()));
            out.println();
        }
        out.flush();
        var arguments = new ArrayList<String>();
        if (quick) {
            arguments.add("--quick");
        }
        if (data != null) {
            arguments.addAll(List.of("--data", data.toString()));
        }
        return sample.run(arguments);
    }

    private ParameterException unknown(String wanted, List<BuiltModule> samples) {
        List<String> names = samples.stream().map(BuiltModule::name).toList();
        return new ParameterException(
                spec.commandLine(), "there is no sample '" + wanted + "'; there are " + names);
    }
}
