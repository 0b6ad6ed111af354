package dev.forja.ir.type;

import java.util.ArrayList;
import java.util.List;

/**
 * Recursive-descent parser of dimension expressions: {@code + - * / %}, parentheses, {@code max},
 * {@code min}.
 */
final class DimParser {
    private final String text;
    private int at;

    DimParser(String text) {
        this.text = text;
    }

    Dim single() {
        var dim = sum();
        if (peek() != 0) {
            throw error("end of expression");
        }
        return dim;
    }

    List<Dim> list() {
        var dims = new ArrayList<Dim>();
        do {
            dims.add(sum());
        } while (accept(','));
        if (peek() != 0) {
            throw error("',' or end of shape");
        }
        return dims;
    }

    private Dim sum() {
        var left = accept('-') ? product().times(-1) : product();
        while (true) {
            if (accept('+')) {
                left = left.plus(product());
            } else if (accept('-')) {
                left = left.minus(product());
            } else {
                return left;
            }
        }
    }

    private Dim product() {
        var left = primary();
        while (true) {
            if (accept('*')) {
                left = left.times(primary());
            } else if (accept('/')) {
                left = left.floorDiv(primary());
            } else if (accept('%')) {
                left = left.mod(primary());
            } else {
                return left;
            }
        }
    }

    private Dim primary() {
        char next = peek();
        if (accept('(')) {
            var inner = sum();
            expect(')');
            return inner;
        }
        if (Character.isDigit(next)) {
            int start = at;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
            return Dim.of(Long.parseLong(text.substring(start, at)));
        }
        if (Character.isJavaIdentifierStart(next)) {
            int start = at;
            while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            var name = text.substring(start, at);
            if ((name.equals("max") || name.equals("min")) && accept('(')) {
                var left = sum();
                expect(',');
                var right = sum();
                expect(')');
                return name.equals("max") ? left.max(right) : left.min(right);
            }
            return Dim.symbol(name);
        }
        throw error("a number, a name or '('");
    }

    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean accept(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw error("'" + wanted + "'");
        }
    }

    private IllegalArgumentException error(String expected) {
        var found = peek() == 0 ? "the end" : "'" + peek() + "'";
        return new IllegalArgumentException(
                "expected "
                        + expected
                        + " at position "
                        + at
                        + " of \""
                        + text
                        + "\", found "
                        + found);
    }
}
