package dev.forja.compiler.cli;

import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints diagnostics as {@code file:[line,column] error: message}, with the source line and a caret
 * below the column.
 */
final class DiagnosticPrinter {
    private final PrintWriter out;
    private final Map<String, List<String>> sources = new HashMap<>();

    DiagnosticPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(List<Diagnostic> diagnostics) {
        diagnostics.forEach(this::print);
        out.println(diagnostics.size() == 1 ? "1 error" : diagnostics.size() + " errors");
        out.flush();
    }

    private void print(Diagnostic diagnostic) {
        Location location = diagnostic.location();
        String[] text = diagnostic.text().split("\n", -1);
        out.println(position(location) + "error: " + text[0]);
        printSource(location);
        for (int i = 1; i < text.length; i++) {
            out.println(text[i]);
        }
    }

    private static String position(Location location) {
        if (!location.isKnown()) {
            return "";
        }
        if (location.line() == 0) {
            return location + ": ";
        }
        return location.file() + ":[" + location.line() + "," + location.column() + "] ";
    }

    private void printSource(Location location) {
        if (location.line() < 1) {
            return; // of no text file
        }
        List<String> lines = sources.computeIfAbsent(location.file(), DiagnosticPrinter::read);
        if (location.line() > lines.size()) {
            return;
        }
        String line = lines.get(location.line() - 1);
        out.println("    " + line);
        if (location.column() >= 1 && location.column() <= line.length() + 1) {
            // Tabs stay tabs, so that the caret stands below its column however wide they are
            // shown.
            out.println(
                    "    "
                            + line.substring(0, location.column() - 1).replaceAll("[^\t]", " ")
                            + "^");
        }
    }

    private static List<String> read(String file) {
        try {
            return file.isEmpty() ? List.of() : Files.readAllLines(Path.of(file));
        } catch (MalformedInputException | InvalidPathException e) {
            return List.of(); // no text: the position alone has to do
        } catch (IOException e) {
            return List.of(); // a source inside a jar, or gone since: the same
        }
    }
}
