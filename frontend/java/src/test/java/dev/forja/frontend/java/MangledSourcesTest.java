package dev.forja.frontend.java;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.forja.ir.diag.CompileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a source, it gives a model or diagnostics, never another exception. */
class MangledSourcesTest {
    private static final Pattern TOKEN =
            Pattern.compile("\\w+|\\s+|\"[^\"\n]*\"|.", Pattern.DOTALL);
    private static final List<String> ODD =
            List.of(
                    "0",
                    "-1",
                    "2147483647",
                    "4_000_000_000L",
                    "1e308",
                    "0.5f",
                    "null",
                    "\"\"",
                    "x",
                    "this",
                    "new int[0]",
                    "()",
                    "zeros(3)",
                    "x.dim(0)",
                    "true",
                    "List.of()");
    private static final int CASES = Integer.getInteger("forja.fuzz.cases", 150);

    @ParameterizedTest
    @ValueSource(strings = {"Digits", "EveryFunction"})
    void neverGiveAnotherException(String name) {
        var text = Models.resource("right/" + name + ".java").text();
        long seed = Long.getLong("forja.fuzz.seed", 20);
        for (int i = 0; i < CASES; i++) {
            var mangled = mangle(text, new Random(seed + i));
            try {
                Models.frontend(Map.of()).parse(List.of(new SourceFile(name + ".java", mangled)));
            } catch (CompileException _) {
                continue;
            } catch (RuntimeException | StackOverflowError e) {
                fail("forja.fuzz.seed=" + (seed + i) + " of " + name + ":\n" + mangled, e);
            }
        }
    }

    @Test
    void expressionsTooDeepForTheParserAreAnErrorOfTheSource() {
        int levels = 50_000;
        var text = "class M { int x = " + "(".repeat(levels) + "1" + ")".repeat(levels) + "; }";
        assertThatThrownBy(() ->
                        Models.frontend(Map.of()).parse(List.of(new SourceFile("M.java", text))))
                .isInstanceOf(CompileException.class)
                .hasMessageContaining("nested too deeply");
    }

    /** Removes, repeats, swaps and exchanges a few tokens. */
    private static String mangle(String text, Random random) {
        var tokens = new ArrayList<String>();
        var matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = word(tokens, random);
            int other = word(tokens, random);
            switch (random.nextInt(7)) {
                case 0 -> tokens.set(at, "");
                case 1 -> tokens.add(at, tokens.get(at));
                case 2, 3 -> tokens.set(at, tokens.get(other));
                case 4, 5 -> tokens.set(at, ODD.get(random.nextInt(ODD.size())));
                default -> {
                    var first = tokens.get(at);
                    tokens.set(at, tokens.get(other));
                    tokens.set(other, first);
                }
            }
        }
        return String.join("", tokens);
    }

    private static int word(List<String> tokens, Random random) {
        while (true) {
            int at = random.nextInt(tokens.size());
            if (!tokens.get(at).isBlank()) {
                return at;
            }
        }
    }
}
