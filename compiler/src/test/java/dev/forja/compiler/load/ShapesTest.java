package dev.forja.compiler.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forja.runtime.ElementType;
import dev.forja.runtime.TensorSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapesTest {
    private static final TensorSpec PIXELS = tensor("pixels", "n", "64");
    private static final TensorSpec LABEL = tensor("label", "n");
    private static final TensorSpec PADDED = tensor("padded", "2*n+1");

    @Test
    void symbolsAreReadOffTheInputs() {
        assertThat(Shapes.bind(List.of(PIXELS, LABEL), List.of(new int[] {5, 64}, new int[] {5})))
                .containsExactly(Map.entry("n", 5));
        assertThat(Shapes.of(PADDED, Map.of("n", 5))).containsExactly(11);
    }

    @Test
    void aDerivedDimensionMayStandBeforeItsSymbol() {
        assertThat(Shapes.bind(List.of(PADDED, LABEL), List.of(new int[] {11}, new int[] {5})))
                .containsEntry("n", 5);
    }

    @Test
    void whatDoesNotFitIsRefusedWithNameAndShapes() {
        refused(
                List.of(PIXELS),
                List.of(new int[] {5, 63}),
                "'pixels' of shape [n, 64]: found [5, 63], expected [5, 64]");
        refused(List.of(PIXELS), List.of(new int[] {5}), "found [5], expected rank 2");
        refused(
                List.of(PIXELS, LABEL),
                List.of(new int[] {5, 64}, new int[] {6}),
                "n is 5 in an input before it");
        refused(List.of(PADDED), List.of(new int[] {11}), "no input has the dimension n by itself");
        refused(List.of(PADDED, LABEL), List.of(new int[] {10}, new int[] {5}), "expected [11]");
    }

    @Test
    void whatNoArrayHoldsIsRefused() {
        assertThatThrownBy(() -> Shapes.of(PIXELS, Map.of("n", 100_000_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected sizes that a Java array holds");
    }

    private static void refused(List<TensorSpec> inputs, List<int[]> shapes, String message) {
        assertThatThrownBy(() -> Shapes.bind(inputs, shapes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static TensorSpec tensor(String name, String... dims) {
        return new TensorSpec(name, ElementType.F32, List.of(dims));
    }
}
