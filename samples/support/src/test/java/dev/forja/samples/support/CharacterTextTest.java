package dev.forja.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CharacterTextTest {
    private static final CharacterText TEXT = CharacterText.of("cabbage");

    @Test
    void codesAreThePlacesInTheAlphabet() {
        assertThat(TEXT.alphabet()).isEqualTo("abceg");
        assertThat(TEXT.codes()).containsExactly(2, 0, 1, 1, 0, 4, 3);
        assertThat(TEXT.character(4)).isEqualTo('g');
        assertThat(TEXT.codes("beg")).containsExactly(1, 3, 4);
    }

    @Test
    void aCharacterThatIsNotInTheAlphabetIsNamed() {
        assertThatThrownBy(() -> TEXT.codes("bad"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the character at 2, U+0064, is not in the alphabet 'abceg'");
    }

    @Test
    void aWindowIsFollowedByItsNextCharacters() {
        var windows = TEXT.windows(3, 2);
        assertThat(windows.rows()).isEqualTo(2);
        assertThat(windows.ints("text")).containsExactly(2, 0, 1, 1, 1, 0);
        assertThat(windows.ints("next")).containsExactly(0, 1, 1, 1, 0, 4);
        assertThat(TEXT.windows(6, 1).rows()).isEqualTo(1);
    }

    @Test
    void aTextThatIsTooShortForAWindowIsRefused() {
        assertThatThrownBy(() -> TEXT.windows(7, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a text of 7 characters has no piece of 7 and one that follows");
    }

    @Test
    void shakespeareInThreePartsThatShareNothing() throws IOException {
        var text = TinyShakespeare.read();
        assertThat(text.length()).isEqualTo(1_115_394);
        assertThat(text.alphabet()).hasSize(65).startsWith("\n !$").endsWith("xyz");
        var parts = text.parts();
        assertThat(parts.training().length()).isEqualTo(892_315);
        assertThat(parts.validation().length()).isEqualTo(111_539);
        assertThat(parts.test().length()).isEqualTo(111_540);
        assertThat(parts.test().codes()[111_539]).isEqualTo(text.codes()[text.length() - 1]);
        assertThat(parts.upTo(100, 10).training().length()).isEqualTo(100);
        assertThat(parts.upTo(100, 10).test().codes()).startsWith(parts.test().codes()[0]);
    }
}
