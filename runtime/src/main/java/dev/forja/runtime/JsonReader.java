package dev.forja.runtime;

/**
 * Pull reader of the part of JSON that safetensors headers use: objects, arrays, strings and whole
 * numbers. It keeps no tree and does not recurse, so a hostile text can make it neither fill the
 * memory nor overflow the stack.
 */
final class JsonReader {
    private final String text;
    private int position;

    JsonReader(String text) {
        this.text = text;
    }

    /** Consumes {@code expected}, after blanks. */
    void expect(char expected) {
        skipBlanks();
        if (position >= text.length() || text.charAt(position) != expected) {
            throw broken("expected '" + expected + "'");
        }
        position++;
    }

    /** Consumes {@code wanted} if it comes next, after blanks. */
    boolean take(char wanted) {
        skipBlanks();
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    /** Requires that nothing but blanks is left. */
    void end() {
        skipBlanks();
        if (position < text.length()) {
            throw broken("expected the end");
        }
    }

    /** A string. */
    String string() {
        expect('"');
        var value = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return value.toString();
            }
            if (c < ' ') {
                throw broken("control character in a string");
            }
            value.append(c == '\\' ? escape() : c);
        }
    }

    /** A whole number in [0, 2^63). */
    long natural() {
        skipBlanks();
        int start = position;
        long value = 0;
        while (position < text.length() && isDigit(text.charAt(position))) {
            int digit = text.charAt(position++) - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                throw broken("number is too large");
            }
            value = value * 10 + digit;
        }
        if (position == start) {
            throw broken("expected a whole number >= 0");
        }
        if (position - start > 1 && text.charAt(start) == '0') {
            throw broken("number with a leading zero");
        }
        return value;
    }

    private char escape() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) {
                        throw broken("broken \\u escape");
                    }
                    code = code * 16 + digit;
                }
                yield (char) code;
            }
            default -> throw broken("unknown escape \\" + c);
        };
    }

    private char next() {
        if (position >= text.length()) {
            throw broken("the text ends inside a string");
        }
        return text.charAt(position++);
    }

    private void skipBlanks() {
        while (position < text.length() && isBlank(text.charAt(position))) {
            position++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private IllegalArgumentException broken(String problem) {
        return new IllegalArgumentException(problem + " at character " + position);
    }
}
