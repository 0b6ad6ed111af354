package dev.forja.samples.semanticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordPieceTest {
    private static final List<String> KNOWN =
            List.of(
                    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "##ff", "run",
                    "##ning", "cafe", ",", "世", "界", "東");

    private static WordPiece tokenizer() {
        var numbers = new HashMap<String, Integer>();
        KNOWN.forEach(word -> numbers.put(word, numbers.size()));
        return new WordPiece(new Vocabulary(numbers));
    }

    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        for (long number : tokenizer().encode(text, 100)) {
            parts.add(KNOWN.get((int) number));
        }
        return parts.subList(1, parts.size() - 1);
    }

    @Test
    void theLongestKnownPartIsTaken() {
        assertThat(parts("unaffable running"))
                .containsExactly("un", "##aff", "##able", "run", "##ning");
    }

    @Test
    void aWordWithAnUnknownRestIsUnknownAsAWhole() {
        assertThat(parts("unaffected run")).containsExactly("[UNK]", "run");
        assertThat(parts("a".repeat(101))).containsExactly("[UNK]");
    }

    @Test
    void accentsAndCaseAreDropped() {
        assertThat(parts("CAFÉ, Cafe\u0301")).containsExactly("cafe", ",", "cafe");
    }

    @Test
    void ideographsStandAlone() {
        assertThat(parts("世界東run")).containsExactly("世", "界", "東", "run");
        assertThat(WordPiece.words("ひらがな 한글")).hasSize(2);
        assertThat(WordPiece.words("\ud840\udc00a")).containsExactly("\ud840\udc00", "a");
    }

    @Test
    void controlSignsVanishAndSpacesSeparate() {
        assertThat(WordPiece.words("a\u0000b\u200dc\ufffd d\te\u00a0f\u3000g"))
                .containsExactly("abc", "d", "e", "f", "g");
        assertThat(WordPiece.words(" \n ")).isEmpty();
    }

    @Test
    void punctuationIsSplitOff() {
        assertThat(WordPiece.words("don't (stop)—now… $5+5=^_`"))
                .containsExactly(
                        "don", "'", "t", "(", "stop", ")", "—", "now", "…", "$", "5", "+", "5", "=",
                        "^", "_", "`");
    }

    @Test
    void longTextsAreCut() {
        assertThat(tokenizer().encode("run ".repeat(50), 8)).hasSize(8).endsWith(3);
        assertThat(tokenizer().encode("", 8)).containsExactly(2, 3);
    }

    /** The numbers that the reference data has for these texts. */
    @Test
    void theModelsOwnVocabulary() {
        var vocabulary = Vocabulary.ofModel();
        assertThat(vocabulary.size()).isEqualTo(30_522);
        assertThat(vocabulary.number("\"")).isEqualTo(1000);
        assertThat(vocabulary.number("\\")).isEqualTo(1032);
        var tokenizer = new WordPiece(vocabulary);
        var texts = Reference.texts();
        assertThat(tokenizer.encode(texts.get(0), 256))
                .containsExactly(101, 1037, 2158, 2003, 5983, 2833, 1012, 102);
        assertThat(tokenizer.encode(texts.get(1), 256))
                .containsExactly(
                        101, 2034, 6926, 1024, 2077, 2057, 10838, 2151, 2582, 1010, 2963, 2033,
                        3713, 1012, 102);
        assertThat(tokenizer.encode(texts.get(3), 256))
                .hasSize(137)
                .endsWith(2057, 2024, 14729, 3532, 4480, 1010, 1996, 6986, 3089, 102);
    }
}
