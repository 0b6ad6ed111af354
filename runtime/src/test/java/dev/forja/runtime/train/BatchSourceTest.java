package dev.forja.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forja.runtime.ElementType;
import dev.forja.runtime.EntrySpec;
import dev.forja.runtime.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchSourceTest {
    private static EntrySpec loss(List<String> symbols, String... dims) {
        return new EntrySpec(
                "loss",
                EntrySpec.Kind.LOSS,
                List.of(
                        new TensorSpec("id", ElementType.I32, List.of(dims[0])),
                        new TensorSpec("pair", ElementType.I32, List.of(dims))),
                List.of(),
                symbols,
                null);
    }

    private static Dataset data(int rows) {
        return Dataset.of(rows)
                .ints("pair", IntStream.range(0, 2 * rows).toArray())
                .ints("id", IntStream.range(0, rows).toArray())
                .build();
    }

    @Test
    void anEpochCoversEveryRowOnceWithAShortBatchAtItsEnd() {
        var source = new BatchSource(loss(List.of("n"), "n", "2"), data(10), 4, Map.of(), false);
        assertThat(source.stepsPerEpoch()).isEqualTo(3);
        source.shuffle(3, 0);
        var seen = new ArrayList<Integer>();
        for (int i = 0; i < 3; i++) {
            int rows = source.fill(i);
            assertThat(rows).isEqualTo(i < 2 ? 4 : 2);
            assertThat(source.symbols()).containsExactly(rows);
            var ids = (int[]) source.inputs()[0];
            var pairs = (int[]) source.inputs()[1];
            assertThat(ids).hasSize(rows);
            assertThat(pairs).hasSize(2 * rows);
            for (int row = 0; row < rows; row++) {
                seen.add(ids[row]);
                assertThat(pairs[2 * row]).isEqualTo(2 * ids[row]);
                assertThat(pairs[2 * row + 1]).isEqualTo(2 * ids[row] + 1);
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
                .isNotEqualTo(seen.stream().sorted().toList());
    }

    @Test
    void arraysAreReused() {
        var source = new BatchSource(loss(List.of("n"), "n", "2"), data(10), 4, Map.of(), false);
        source.fill(0);
        var full = source.inputs();
        source.fill(2);
        var rest = source.inputs();
        source.fill(1);
        assertThat(source.inputs()).isSameAs(full);
        source.fill(2);
        assertThat(source.inputs()).isSameAs(rest).isNotSameAs(full);
    }

    @Test
    void theShortBatchCanBeLeftOut() {
        var source = new BatchSource(loss(List.of("n"), "n", "2"), data(10), 4, Map.of(), true);
        assertThat(source.stepsPerEpoch()).isEqualTo(2);
        assertThatThrownBy(() ->
                        new BatchSource(loss(List.of("n"), "n", "2"), data(3), 4, Map.of(), true))
                .hasMessageContaining("3 rows give no batch of 4");
    }

    @Test
    void fewerRowsThanABatchAreOneShortBatch() {
        var source = new BatchSource(loss(List.of("n"), "n", "2"), data(3), 8, Map.of(), false);
        assertThat(source.stepsPerEpoch()).isEqualTo(1);
        assertThat(source.fill(0)).isEqualTo(3);
    }

    @Test
    void otherSymbolsTakeTheirGivenValues() {
        var entry = loss(List.of("seq", "n"), "n", "seq");
        var source = new BatchSource(entry, data(4), 4, Map.of("seq", 2), false);
        source.fill(0);
        assertThat(source.symbols()).containsExactly(2, 4);
        assertThatThrownBy(() -> new BatchSource(entry, data(4), 4, Map.of("seq", 3), false))
                .hasMessageContaining("'pair' of shape [n, seq] expects 3 elements a row")
                .hasMessageContaining("has 2");
        assertThatThrownBy(() -> new BatchSource(entry, data(4), 4, Map.of(), false))
                .hasMessageContaining("symbol(\"seq\", ...)");
    }

    @Test
    void aFixedBatchTakesNoOther() {
        var entry = loss(List.of(), "4", "2");
        assertThat(new BatchSource(entry, data(8), 4, Map.of(), false).stepsPerEpoch())
                .isEqualTo(2);
        assertThat(new BatchSource(entry, data(9), 4, Map.of(), true).stepsPerEpoch()).isEqualTo(2);
        assertThatThrownBy(() -> new BatchSource(entry, data(8), 2, Map.of(), false))
                .hasMessageContaining("takes batches of 4 rows, not of 2");
        assertThatThrownBy(() -> new BatchSource(entry, data(9), 4, Map.of(), false))
                .hasMessageContaining("short batch of 1")
                .hasMessageContaining("dropShortBatch(true)");
    }

    @Test
    void dataThatDoesNotFitIsExplained() {
        var entry = loss(List.of("n"), "n", "2");
        var wrongType = Dataset.of(2).floats("id", new float[2]).ints("pair", new int[4]).build();
        assertThatThrownBy(() -> new BatchSource(entry, wrongType, 1, Map.of(), false))
                .hasMessageContaining("input 'id' expects i32")
                .hasMessageContaining("holds f32");
        var missing = Dataset.of(2).ints("id", new int[2]).build();
        assertThatThrownBy(() -> new BatchSource(entry, missing, 1, Map.of(), false))
                .hasMessageContaining("no column 'pair'; it has [id]");
        var unbatched =
                new EntrySpec(
                        "loss",
                        EntrySpec.Kind.LOSS,
                        List.of(
                                new TensorSpec("id", ElementType.I32, List.of("n")),
                                new TensorSpec("pair", ElementType.I32, List.of("2"))),
                        List.of(),
                        List.of("n"),
                        null);
        assertThatThrownBy(() -> new BatchSource(unbatched, data(4), 1, Map.of(), false))
                .hasMessageContaining(
                        "'pair' of shape [2] does not begin with the batch dimension n");
    }

    @Test
    void everyElementTypeTravels() {
        var entry =
                new EntrySpec(
                        "loss",
                        EntrySpec.Kind.LOSS,
                        Arrays.stream(ElementType.values())
                                .map(t -> new TensorSpec(t.text(), t, List.of("n")))
                                .toList(),
                        List.of(),
                        List.of("n"),
                        null);
        var data =
                Dataset.of(2)
                        .floats("f32", new float[] {1, 2})
                        .doubles("f64", new double[] {1, 2})
                        .ints("i32", new int[] {1, 2})
                        .longs("i64", new long[] {1, 2})
                        .booleans("bool", new boolean[] {false, true})
                        .build();
        var source = new BatchSource(entry, data, 2, Map.of(), false);
        source.fill(0);
        assertThat(
                        Arrays.deepEquals(
                                source.inputs(),
                                new Object[] {
                                    new float[] {1, 2},
                                    new double[] {1, 2},
                                    new int[] {1, 2},
                                    new long[] {1, 2},
                                    new boolean[] {false, true}
                                }))
                .isTrue();
    }
}
