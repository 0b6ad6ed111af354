package dev.forja.ir.diag;

/**
 * One thing that is wrong with a user's input.
 *
 * @param location where
 * @param operator the operator or construct at fault; may be empty
 * @param message what is wrong, one sentence without a full stop
 * @param expected what would be right; may be empty
 * @param found what is there; may be empty
 * @param hint the nearest thing that works; may be empty
 */
public record Diagnostic(
        Location location,
        String operator,
        String message,
        String expected,
        String found,
        String hint) {

    public static Diagnostic of(Location location, String message) {
        return new Diagnostic(location, "", message, "", "", "");
    }

    public Diagnostic withHint(String text) {
        return new Diagnostic(location, operator, message, expected, found, text);
    }

    /** The message with operator, expected, found and hint, without the position. */
    public String text() {
        var text = new StringBuilder();
        if (!operator.isEmpty()) {
            text.append(operator).append(": ");
        }
        text.append(message);
        if (!expected.isEmpty()) {
            text.append("\n  expected: ").append(expected);
        }
        if (!found.isEmpty()) {
            text.append("\n  found:    ").append(found);
        }
        if (!hint.isEmpty()) {
            text.append("\n  hint:     ").append(hint);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return location + ": error: " + text();
    }
}
