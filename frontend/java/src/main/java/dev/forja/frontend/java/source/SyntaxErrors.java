package dev.forja.frontend.java.source;

import com.github.javaparser.ParseException;
import com.github.javaparser.ParseResult;
import com.github.javaparser.Problem;
import com.github.javaparser.Token;
import dev.forja.ir.diag.Diagnostic;
import dev.forja.ir.diag.Location;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns what the parser complains about into diagnostics of a reasonable length. */
final class SyntaxErrors {
    private static final Pattern LEXICAL = Pattern.compile("at line (\\d+), column (\\d+)");
    private static final int FEW = 4;

    private SyntaxErrors() {}

    static List<Diagnostic> of(String file, ParseResult<?> result) {
        return result.getProblems().stream().map(problem -> diagnostic(file, problem)).toList();
    }

    /** The parser calls itself for each level of parentheses and calls. */
    static Diagnostic tooDeep(String file) {
        return new Diagnostic(
                Location.source(file, 1, 1),
                "",
                "expressions are nested too deeply to be parsed",
                "",
                "",
                "give parts of them names with local variables");
    }

    private static Diagnostic diagnostic(String file, Problem problem) {
        if (problem.getCause().orElse(null) instanceof ParseException cause
                && cause.currentToken != null
                && cause.currentToken.next != null) {
            var at = cause.currentToken.next;
            var location = Location.source(file, at.beginLine, at.beginColumn);
            return new Diagnostic(
                    location, "", "Java syntax error", expected(cause), found(at), "");
        }
        return Diagnostic.of(location(file, problem), "Java syntax error: " + problem.getMessage());
    }

    private static String found(Token token) {
        return token.image == null || token.image.isEmpty()
                ? "the end of the file"
                : "'" + token.image + "'";
    }

    private static String expected(ParseException cause) {
        if (cause.expectedTokenSequences == null) {
            return "";
        }
        Set<String> tokens =
                Arrays.stream(cause.expectedTokenSequences)
                        .map(sequence -> cause.tokenImage[sequence[0]])
                        .map(image -> image.replace('"', '\''))
                        .collect(Collectors.toCollection(java.util.TreeSet::new));
        if (tokens.size() <= FEW) {
            return String.join(" or ", tokens);
        } else if (tokens.contains("'!='") && tokens.contains("';'")) {
            return "an operator or ';'";
        } else if (tokens.contains("'!='")) {
            return "an operator, ',' or ')'";
        } else if (tokens.contains("'new'")) {
            return "an expression";
        }
        return "a declaration or a statement";
    }

    private static Location location(String file, Problem problem) {
        var range = problem.getLocation().flatMap(tokens -> tokens.getBegin().getRange());
        if (range.isPresent()) {
            return Location.source(file, range.get().begin.line, range.get().begin.column);
        }
        var text = LEXICAL.matcher(problem.getMessage());
        return text.find()
                ? Location.source(
                        file, Integer.parseInt(text.group(1)), Integer.parseInt(text.group(2)))
                : Location.source(file, 1, 1);
    }
}
