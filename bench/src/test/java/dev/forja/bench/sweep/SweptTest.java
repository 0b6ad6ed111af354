package dev.forja.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SweptTest {
    /** A series whose calls have as many thousand operations as their size. */
    private static Swept swept(Map<Integer, Double> micros) {
        var series =
                new Series(
                        "s",
                        "series",
                        "size",
                        List.of(),
                        List.of(),
                        size -> new Point(null, "run", Map.of(), 1e3 * size));
        return new Swept(series, new TreeMap<>(micros));
    }

    @Test
    void anEvenSpeedHasNoCliff() {
        assertThat(swept(Map.of(1, 1.0, 2, 2.0, 3, 2.5)).cliffs()).isEmpty();
    }

    @Test
    void aSlowerLargerNeighbourIsOne() {
        assertThat(swept(Map.of(8, 8.0, 9, 20.0)).cliffs())
                .singleElement()
                .asString()
                .startsWith("series, size 9: an operation takes 2.2 times as long as at 8");
    }

    @Test
    void aSmallerNeighbourThatPaysForTheCallIsNone() {
        assertThat(swept(Map.of(1, 5.0, 16, 5.0)).cliffs()).isEmpty();
    }

    @Test
    void aSmallerNeighbourWhoseCallsTakeLongerIsOne() {
        assertThat(swept(Map.of(8, 8.8, 12, 6.0)).cliffs())
                .singleElement()
                .asString()
                .startsWith("series, size 8: an operation takes 2.2 times as long as at 12");
    }
}
