package dev.forja.ir.diag;

/**
 * An operator applied to operands that do not fit. Thrown by type inference, which knows no
 * position; whoever knows it turns the exception into a {@link Diagnostic}.
 */
public final class TypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String operator;
    private final String problem;
    private final String expected;
    private final String found;
    private final String hint;

    public TypeException(
            String operator, String problem, String expected, String found, String hint) {
        super(new Diagnostic(Location.UNKNOWN, operator, problem, expected, found, hint).text());
        this.operator = operator;
        this.problem = problem;
        this.expected = expected;
        this.found = found;
        this.hint = hint;
    }

    public Diagnostic at(Location location) {
        return new Diagnostic(location, operator, problem, expected, found, hint);
    }
}
