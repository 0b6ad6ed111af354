package dev.forja.test.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forja.runtime.train.Dataset;
import dev.forja.runtime.train.Trainer;
import dev.forja.runtime.train.TrainerBuilder;
import dev.forja.runtime.train.TrainingDivergedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong data ends training with a message, and leaves no checkpoint behind or the one before. */
class WrongDataTest {
    private static final SourceModel DIGITS = SourceModel.of(Sources.DIGITS);
    private static final int ROWS = 40;

    private final float[] pixels = new float[ROWS * 64];
    private final int[] labels = new int[ROWS];

    @TempDir private Path folder;

    @BeforeEach
    void rightData() {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 17 / 16f;
        }
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i % 10;
        }
    }

    private TrainerBuilder training() {
        var model = DIGITS.make(1, 1);
        return Trainer.builder(SourceModel.training(model, "loss"), model.parameters())
                .dataset(Dataset.of(ROWS).floats("pixels", pixels).ints("label", labels).build())
                .batchSize(8)
                .shuffle(false)
                .epochs(2)
                .learningRate(0.01f)
                .checkpoint(folder.resolve("digits.checkpoint"), 3);
    }

    @Test
    void rightDataTrains() throws Exception {
        assertThat(training().build().run().steps()).isEqualTo(10);
        assertThat(folder).isDirectoryContaining("glob:**digits.checkpoint");
    }

    @Test
    void aLabelOutsideOfTheClasses() {
        labels[4] = 10;
        assertThatThrownBy(() -> training().build().run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Digits.loss: 'label': expected indices from 0 to 9, found 10 at"
                                + " position 4");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLabelIsFoundInALaterBatchAndTheCheckpointBeforeStays() throws Exception {
        labels[34] = -1;
        assertThatThrownBy(() -> training().build().run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found -1 at position 2");
        labels[34] = 1;
        var resumed = training().resumeFrom(folder.resolve("digits.checkpoint")).build();
        assertThat(resumed.run().steps()).isEqualTo(10);
    }

    @Test
    void aMissingValue() {
        pixels[64 * 3 + 5] = Float.NaN;
        assertThatThrownBy(() -> training().build().run())
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("at step 1")
                .hasMessageContaining("column 'pixels' holds NaN in row 3, element 5");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aBatchLargerThanTheData() {
        assertThatThrownBy(() -> training().batchSize(ROWS + 1).build())
                .hasMessageContaining("expected at most 40");
    }

    @Test
    void aSequenceOfNoSteps() throws Exception {
        var source = folder.resolve("Sequence.java");
        Files.writeString(
                source,
                """
                import static dev.forja.dsl.Functions.*;
                import dev.forja.dsl.*;
                import dev.forja.dsl.layer.*;

                @Model
                class Sequence {
                    final Lstm layer = new Lstm(2, 3);

                    @Loss(optimizer = "gradientDescent")
                    Tensor loss(@Shape("n, t, 2") Tensor x) {
                        return mean(square(layer.apply(x)));
                    }
                }
                """);
        var model = SourceModel.of(source).make(1, 1);
        var builder =
                Trainer.builder(SourceModel.training(model, "loss"), model.parameters())
                        .dataset(Dataset.of(4).floats("x", new float[0]).build())
                        .symbol("t", 0)
                        .epochs(1)
                        .learningRate(0.1f);
        assertThatThrownBy(builder::build)
                .hasMessage("loss 'loss': dimension t: expected at least 1 to train on, found 0");
    }
}
