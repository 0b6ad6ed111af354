package example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class LineTest {
    /** The file has the slope as PyTorch has it, [3, 2]: row i is i + 1, i + 4. */
    @Test
    void theClassBeginsWithTheWeightsOfTheFile() {
        var line = new Line();
        assertArrayEquals(new float[] {11, 22, 33}, line.at(new float[] {1, 0}, 1));
        assertArrayEquals(new float[] {14, 25, 36}, line.at(new float[] {0, 1}, 1));
    }
}
