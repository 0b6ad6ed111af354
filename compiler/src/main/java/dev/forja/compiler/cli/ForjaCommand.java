package dev.forja.compiler.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "forja",
        description = "Compiles model definitions ahead of time into JVM classes.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  forja demo",
            "  forja compile Digits.java -d classes",
            "  forja inspect Digits.java --print-after-all",
            "",
            "Exit codes: 0 done, 1 the input is at fault, 2 wrong usage, 70 a defect of Forja."
        })
final class ForjaCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "give a COMMAND");
    }
}
