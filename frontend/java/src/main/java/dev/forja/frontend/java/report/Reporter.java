package dev.forja.frontend.java.report;

import dev.forja.ir.diag.CompileException;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the diagnostics of a run. A method that two entries call is evaluated twice; the same
 * message at the same place counts once.
 */
public final class Reporter {
    private static final Comparator<Diagnostic> ORDER =
            Comparator.comparing(Diagnostic::location, position());

    private record Key(Location location, String operator, String message) {}

    private final Map<Key, Diagnostic> diagnostics = new LinkedHashMap<>();

    private static Comparator<Location> position() {
        return Comparator.comparing(Location::file)
                .thenComparingInt(Location::line)
                .thenComparingInt(Location::column);
    }

    public void report(Diagnostic diagnostic) {
        var key = new Key(diagnostic.location(), diagnostic.operator(), diagnostic.message());
        diagnostics.putIfAbsent(key, diagnostic);
    }

    public void report(Problem problem) {
        report(problem.diagnostic());
    }

    /** Runs an action and reports the problem that ends it. */
    public void guard(Runnable action) {
        try {
            action.run();
        } catch (Problem problem) {
            report(problem);
        }
    }

    public int count() {
        return diagnostics.size();
    }

    /**
     * Ends the run when there were errors.
     *
     * @throws CompileException with all of them, in the order of the sources
     */
    public void finish() {
        if (!diagnostics.isEmpty()) {
            throw new CompileException(diagnostics.values().stream().sorted(ORDER).toList());
        }
    }
}
