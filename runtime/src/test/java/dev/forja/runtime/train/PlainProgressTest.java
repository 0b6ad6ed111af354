package dev.forja.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PlainProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private TrainerBuilder linear() {
        return Trainer.builder(new LinearStep(), LinearStep.initial())
                .dataset(LinearStep.data(100))
                .batchSize(10)
                .learningRate(0.05f);
    }

    @Test
    void printsALineForEachEpochInAnyLocale() throws Exception {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            linear().epochs(2)
                    .validation(LinearStep.data(10))
                    .metric("accuracy", _ -> 0.97531)
                    .earlyStopping(EarlyStopping.onLoss(9, 0))
                    .listener(new PlainProgress(out))
                    .build()
                    .run();
        } finally {
            Locale.setDefault(before);
        }
        var lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .isEqualTo("training samples.Linear.loss: 100 rows, batches of 10, 20 steps");
        assertThat(lines.get(1))
                .matches(
                        "epoch 1/2  step 10  loss \\d+\\.\\d+  validation \\d+\\.\\d+"
                                + "  accuracy 0\\.9753  best");
        assertThat(lines.get(2)).startsWith("epoch 2/2  step 20");
        assertThat(lines.get(3))
                .matches(
                        "done: 20 steps in \\d+\\.\\d s; parameters 8 B, optimizer \\d+ B, workspace 0 B");
    }

    @Test
    void thinsOutManyEpochsAndKeepsTheLast() throws Exception {
        linear().steps(75).listener(new PlainProgress(out, 3)).build().run();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .extracting(line -> line.split(" {2}")[0])
                .containsSubsequence("epoch 3/8", "epoch 6/8", "epoch 8/8")
                .hasSize(5);
    }

    @Test
    void saysWhyARunFailed() {
        var trainer =
                linear().epochs(90).learningRate(99f).listener(new PlainProgress(out)).build();
        assertThatThrownBy(trainer::run).isInstanceOf(TrainingDivergedException.class);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("failed: samples.Linear.loss");
    }
}
