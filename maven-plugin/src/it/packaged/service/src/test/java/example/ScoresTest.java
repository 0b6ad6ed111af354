package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScoresTest {
    /** Row i of the 2 by 12 weights is 12 i, 12 i + 1, ... */
    @Test
    void theModelOutOfTheArtifactRuns() {
        var model = new Scores();
        var scores = new float[12];
        model.run(new float[] {2, 1}, 1, scores, model.workspace());
        for (int i = 0; i < 12; i++) {
            assertEquals(2 * i + 12 + i, scores[i]);
        }
    }
}
