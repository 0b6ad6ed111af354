package dev.forja.compiler.cli;

import dev.forja.compiler.Compiler;
import dev.forja.compiler.ModelCompiler;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/** Start of the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, System.out.charset());
        var err = new PrintWriter(System.err, true, System.err.charset());
        System.exit(run(new ModelCompiler(out::println), out, err, arguments));
    }

    /**
     * Runs one command.
     *
     * @return the exit code
     */
    static int run(Compiler compiler, PrintWriter out, PrintWriter err, String... arguments) {
        var command =
                new CommandLine(new ForjaCommand())
                        .addSubcommand(new DemoCommand())
                        .addSubcommand(new CompileCommand(compiler))
                        .addSubcommand(new InspectCommand(compiler))
                        .addSubcommand(new RunCommand(compiler))
                        .addSubcommand(new ExportCommand(compiler))
                        .addSubcommand(new VerifyCommand())
                        .addSubcommand(new BenchCommand(compiler));
        for (CommandLine sub : command.getSubcommands().values()) {
            sub.getCommandSpec().mixinStandardHelpOptions(true).version(version());
        }
        command.getCommandSpec().mixinStandardHelpOptions(true).version(version());
        // Argument files hold one argument a line, so that the Maven plugin need not quote.
        var failures = new Failures(List.of(arguments));
        command.setUseSimplifiedAtFiles(true)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(failures);
        try {
            return command.execute(arguments);
        } catch (OutOfMemoryError _) {
            return Failures.outOfMemory(err);
        } catch (Error e) {
            // A stack that was too small, or generated classes that the JVM refuses.
            return failures.defect(e, err);
        }
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return "forja " + (version == null ? "(not packaged)" : version);
    }
}
