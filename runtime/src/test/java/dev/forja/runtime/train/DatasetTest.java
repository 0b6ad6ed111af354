package dev.forja.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static Dataset numbered(int rows) {
        return Dataset.of(rows)
                .ints("id", IntStream.range(0, rows).toArray())
                .longs("pair", IntStream.range(0, 2 * rows).asLongStream().toArray())
                .build();
    }

    @Test
    void splitPartsAllRowsTheSameWayForTheSameSeed() {
        var data = numbered(101);
        var split = data.split(0.8, 5);
        assertThat(split.first().rows()).isEqualTo(81);
        assertThat(split.second().rows()).isEqualTo(20);
        var ids = IntStream.concat(ids(split.first()), ids(split.second())).sorted().toArray();
        assertThat(ids).containsExactly(data.ints("id"));
        assertThat(data.split(0.8, 5).second().ints("id"))
                .containsExactly(split.second().ints("id"))
                .isSorted();
        assertThat(data.split(0.8, 6).second().ints("id")).isNotEqualTo(split.second().ints("id"));
    }

    @Test
    void columnsStayTogetherInPartsOfParts() {
        var part = numbered(50).split(0.5, 1).second().split(0.5, 2).first().slice(3, 9);
        assertThat(part.rows()).isEqualTo(6);
        for (int i = 0; i < 6; i++) {
            int id = part.ints("id")[i];
            assertThat(Arrays.copyOfRange(part.longs("pair"), 2 * i, 2 * i + 2))
                    .containsExactly(2L * id, 2L * id + 1);
        }
    }

    @Test
    void everyPartHasARow() {
        assertThat(numbered(2).split(0.01, 0).first().rows()).isEqualTo(1);
        assertThat(numbered(2).split(0.99, 0).second().rows()).isEqualTo(1);
    }

    @Test
    void shufflesArePermutationsOfSeedAndEpoch() {
        var shuffle = new Shuffle();
        var order = new int[1000];
        shuffle.epoch(order, 7, 3);
        assertThat(order.clone()).isNotEqualTo(IntStream.range(0, 1000).toArray());
        assertThat(Arrays.stream(order).sorted().toArray())
                .containsExactly(IntStream.range(0, 1000).toArray());
        var again = new int[1000];
        new Shuffle().epoch(again, 7, 3);
        assertThat(again).containsExactly(order);
        shuffle.epoch(again, 7, 4);
        assertThat(again).isNotEqualTo(order);
        shuffle.epoch(again, 8, 3);
        assertThat(again).isNotEqualTo(order);
    }

    @Test
    void everyPermutationIsEquallyLikely() {
        var counts = new int[27];
        var order = new int[3];
        var shuffle = new Shuffle();
        for (int epoch = 0; epoch < 6000; epoch++) {
            shuffle.epoch(order, 1, epoch);
            counts[order[0] * 9 + order[1] * 3 + order[2]]++;
        }
        assertThat(Arrays.stream(counts).filter(count -> count > 0).boxed())
                .hasSize(6)
                .allMatch(count -> count > 850 && count < 1150);
    }

    @Test
    void wrongUseIsExplained() {
        assertThatThrownBy(() -> Dataset.of(0)).hasMessageContaining("at least 1 row");
        assertThatThrownBy(() -> Dataset.of(3).floats("x", new float[4]))
                .hasMessageContaining("'x': 4 elements do not part into 3 rows");
        assertThatThrownBy(() -> Dataset.of(3).build()).hasMessageContaining("column");
        assertThatThrownBy(() -> numbered(3).ints("label"))
                .hasMessageContaining("'label'")
                .hasMessageContaining("[id, pair]");
        assertThatThrownBy(() -> numbered(3).floats("id")).hasMessageContaining("i32, not f32");
        assertThatThrownBy(() -> numbered(3).split(1, 0)).hasMessageContaining("fraction");
        assertThatThrownBy(() -> numbered(3).slice(2, 4))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> numbered(3).slice(2, 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Dataset.of(1).booleans("x", new boolean[1]).doubles("x", new double[1]))
                .hasMessageContaining("twice");
    }

    private static IntStream ids(Dataset data) {
        return Arrays.stream(data.ints("id"));
    }
}
