package dev.forja.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NumberTableTest {
    @Test
    void columnsAreLaidOutRowAfterRow() throws IOException {
        var table = NumberTable.read(NumberTableTest.class, "good.csv", true);
        assertThat(table.rows()).hasSize(2);
        assertThat(table.column(2)).containsExactly(3, 6.5f);
        assertThat(table.columns(0, 2)).containsExactly(1, 2, 4, -5);
    }

    @Test
    void aWrongCellIsNamedByItsLine() {
        assertThatThrownBy(() -> NumberTable.read(NumberTableTest.class, "word.csv", false))
                .isInstanceOf(IOException.class)
                .hasMessage("word.csv:2: expected a number, found 'four'");
    }

    @Test
    void aShortLineIsNamed() {
        assertThatThrownBy(() -> NumberTable.read(NumberTableTest.class, "short.csv", false))
                .isInstanceOf(IOException.class)
                .hasMessage("short.csv:2: expected 3 numbers, found 2");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> NumberTable.read(NumberTableTest.class, "none.csv", false))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("none.csv is missing");
    }
}
