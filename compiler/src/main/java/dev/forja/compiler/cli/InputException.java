package dev.forja.compiler.cli;

/**
 * Something is wrong with what the user gave us; the message says all there is to say. Ends with
 * exit code 1.
 */
final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InputException(String message) {
        super(message);
    }
}
