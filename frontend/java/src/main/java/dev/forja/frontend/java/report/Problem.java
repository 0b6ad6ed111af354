package dev.forja.frontend.java.report;

import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;

/**
 * An error in the source that ends the evaluation of one expression or statement. Whoever evaluates
 * the next outer one reports it and goes on with an unknown value.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    public Problem(Diagnostic diagnostic) {
        super(diagnostic.toString(), null, false, false);
        this.diagnostic = diagnostic;
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }

    public static Problem at(Location location, String operator, String message) {
        return new Problem(new Diagnostic(location, operator, message, "", "", ""));
    }

    public Problem expected(String expected, String found) {
        var d = diagnostic;
        return new Problem(
                new Diagnostic(d.location(), d.operator(), d.message(), expected, found, d.hint()));
    }

    public Problem hint(String hint) {
        return new Problem(diagnostic.withHint(hint));
    }
}
