package dev.forja.compiler.cli;

import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What wrong usage gets: the mistake first, then how the command is called and where its options
 * are explained. A page of help would push the mistake off the screen.
 */
final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        var command = e.getCommandLine();
        var err = command.getErr();
        // picocli says "option option" of a value without its key.
        err.println("error: " + e.getMessage().replace("option option", "option"));
        boolean suggested = UnmatchedArgumentException.printSuggestions(e, err);
        if (!suggested && command.getParent() == null) {
            command.usage(err);
        } else if (!suggested) {
            var help = command.getHelp();
            err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
            err.println(
                    "Options and examples: "
                            + command.getCommandSpec().qualifiedName()
                            + " --help");
        }
        err.flush();
        return Exit.WRONG_USAGE;
    }
}
