package dev.forja.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Words of the text form of specifications. A word is escaped like a URL ({@code %20}) wherever it
 * holds anything but visible ASCII, so that words part at spaces, the text is plain ASCII, and its
 * length in characters is its length in a class file.
 */
final class SpecText {
    /** Longest string constant of a class file, in bytes. */
    static final int MAX_CONSTANT = 65535;

    private SpecText() {}

    static String escape(String word) {
        if (word.isEmpty()) {
            return "%";
        }
        var text = new StringBuilder();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 0x7f && b != '%') {
                text.append((char) b);
            } else {
                text.append('%');
                text.append(Character.forDigit((b >> 4) & 15, 16));
                text.append(Character.forDigit(b & 15, 16));
            }
        }
        return text.toString();
    }

    static String unescape(String word) {
        if (word.equals("%")) {
            return "";
        }
        if (word.indexOf('%') < 0) {
            return word;
        }
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            if (i + 2 >= word.length()) {
                throw new IllegalArgumentException("broken escape in '" + word + "'");
            }
            bytes.write(Integer.parseInt(word.substring(i + 1, i + 3), 16));
            i += 2;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Parts of at most {@link #MAX_CONSTANT} characters that join to {@code text}. */
    static List<String> split(String text) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < text.length(); i += MAX_CONSTANT) {
            parts.add(text.substring(i, Math.min(text.length(), i + MAX_CONSTANT)));
        }
        return parts;
    }

    /** Shortest text of a number: {@code 1} for 1.0, {@code 0.1} for 0.1. */
    static String number(double value) {
        long whole = (long) value;
        // Negative zero keeps its sign: "-0.0" parses back to the same bits.
        boolean plain = whole == value && Math.abs(value) < 1e15 && (whole != 0 || 1 / value > 0);
        return plain ? Long.toString(whole) : Double.toString(value);
    }
}
