package dev.forja.samples.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.runtime.train.TrainingPlan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarListenerTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ProgressBarListener listener =
            new ProgressBarListener(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void theLastStateOfTheBarStays() {
        listener.onStart(new TrainingPlan("a.b.Model", "loss", 100, 10, 10, 0, 40));
        for (int step = 1; step <= 30; step++) {
            listener.onStep(step, 1);
        }
        listener.onFailure(new IllegalStateException("on purpose"));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("training Model")
                .contains("30/40 steps")
                .contains("75%");
    }

    @Test
    void aRunThatFailsBeforeItsStartShowsNoBar() {
        listener.onFailure(new IllegalStateException("no checkpoint"));
        assertThat(bytes.size()).isZero();
    }
}
