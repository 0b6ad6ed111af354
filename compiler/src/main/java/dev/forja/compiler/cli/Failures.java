package dev.forja.compiler.cli;

import dev.forja.ir.diag.CompileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * What a command says when it fails: to a user whose input is at fault a message, and a stack trace
 * only for our defects.
 */
final class Failures implements IExecutionExceptionHandler {
    private final List<String> arguments;

    Failures(List<String> arguments) {
        this.arguments = arguments;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        switch (e) {
            case CompileException wrong -> new DiagnosticPrinter(err).print(wrong.diagnostics());
            case InputException wrong -> err.println("error: " + wrong.getMessage());
            case IOException broken -> err.println("error: " + text(broken));
            default -> {
                return defect(e, err);
            }
        }
        err.flush();
        return Exit.INPUT_AT_FAULT;
    }

    /** Some of Java's own messages are the file alone. */
    private static String text(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + ": there is no such file";
            case FileAlreadyExistsException taken ->
                    taken.getFile() + ": expected a folder, found a file";
            case AccessDeniedException denied -> denied.getFile() + ": access is denied";
            default -> e.getMessage();
        };
    }

    /** A model that is too large for the heap. */
    static int outOfMemory(PrintWriter err) {
        err.printf(
                "error: this needs more memory than the Java heap of %d MB; with"
                        + " JAVA_OPTS=-Xmx8g the heap has 8 GB%n",
                Runtime.getRuntime().maxMemory() >> 20);
        err.flush();
        return Exit.INPUT_AT_FAULT;
    }

    /** For what is no exception, such as a stack that was too small. */
    int defect(Throwable e, PrintWriter err) {
        e.printStackTrace(err);
        err.println(
                "error: this is a defect of Forja; please report it with the lines above and what"
                        + " reproduces it:");
        err.println("  forja " + String.join(" ", arguments));
        err.flush();
        return Exit.DEFECT;
    }
}
