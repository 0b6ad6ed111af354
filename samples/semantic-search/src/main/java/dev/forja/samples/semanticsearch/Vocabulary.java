package dev.forja.samples.semanticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** The words and parts of words that a model knows, by number. */
final class Vocabulary {
    private static final String FILE = "/all-minilm-l6-v2-tokenizer.json";

    private final Map<String, Integer> numbers;

    Vocabulary(Map<String, Integer> numbers) {
        this.numbers = Map.copyOf(numbers);
    }

    /** That of the model, out of its artifact. */
    static Vocabulary ofModel() {
        try (var in = Vocabulary.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + FILE + " on the class path");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object {@code "vocab"} of a tokenizer's JSON file: strings with a number each. */
    static Vocabulary parse(String json) {
        int at = json.indexOf('{', json.indexOf("\"vocab\""));
        var numbers = new HashMap<String, Integer>();
        int end = json.indexOf('}', at);
        while (true) {
            int quote = json.indexOf('"', at);
            if (quote < 0 || (end < quote && end >= 0)) {
                return new Vocabulary(numbers);
            }
            var word = new StringBuilder();
            at = string(json, quote + 1, word);
            int colon = json.indexOf(':', at);
            at = colon + 1;
            while (at < json.length() && json.charAt(at) != ',' && json.charAt(at) != '}') {
                at++;
            }
            numbers.put(word.toString(), Integer.parseInt(json.substring(colon + 1, at).strip()));
            end = json.indexOf('}', at);
        }
    }

    /** Reads a string up to its closing quote; gives the position behind it. */
    private static int string(String json, int from, StringBuilder into) {
        int at = from;
        while (json.charAt(at) != '"') {
            char next = json.charAt(at++);
            if (next != '\\') {
                into.append(next);
                continue;
            }
            char escaped = json.charAt(at++);
            if (escaped == 'u') {
                into.append((char) Integer.parseInt(json.substring(at, at + 4), 16));
                at += 4;
            } else {
                into.append(
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            case 'b' -> '\b';
                            case 'f' -> '\f';
                            default -> escaped;
                        });
            }
        }
        return at + 1;
    }

    int size() {
        return numbers.size();
    }

    OptionalInt find(String word) {
        var number = numbers.get(word);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The number of a word that has to be there. */
    int number(String word) {
        return find(word).orElseThrow(() -> new IllegalArgumentException("no word '" + word + "'"));
    }
}
