package dev.forja.samples.linearregression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.runtime.train.TrainingResult;
import dev.forja.runtime.train.TrainingState;
import dev.forja.samples.support.SampleRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearRegressionTest {
    @Test
    void oneStepIsTheOneOfTheTextbook() {
        float[] x = {1, 2, 3};
        float[] y = {2, 4, 9};
        var model = new LinearRegression();
        var step = model.costTraining();
        var state = new TrainingState(model.parameters(), step.slotCount(), 0);
        float cost = step.step(new Object[] {x, y}, new int[] {3}, 0.1f, state, model.workspace());
        // θ = 0: J = (4 + 16 + 81) / 6, ∂J/∂θ₀ = -(2 + 4 + 9) / 3, ∂J/∂θ₁ = -(2 + 8 + 27) / 3
        assertThat(cost).isEqualTo(101f / 6, within(1e-5f));
        assertThat(state.snapshot().floats("theta0")[0]).isEqualTo(0.5f, within(1e-6f));
        assertThat(state.snapshot().floats("theta1")[0]).isEqualTo(3.7f / 3, within(1e-6f));
    }

    @Test
    void theSampleEndsAtTheClosedForm(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var run = new SampleRun("linear-regression", false, folder);
        var fit = Main.run(run, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(fit.end().end()).isEqualTo(TrainingResult.End.STOPPED);
        assertThat(folder.resolve("line.png")).isNotEmptyFile();
        assertThat(folder.resolve("cost.png")).isNotEmptyFile();
        String last = bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast();
        assertThat(last).startsWith("metric linear-regression.closed_form_distance ");
        double distance = Double.parseDouble(last.substring(last.lastIndexOf(' ') + 1));
        assertThat(distance).isLessThan(1e-4);
    }

    @Test
    void theEntryIsTheHypothesis() {
        var model = new LinearRegression();
        model.parameters(
                model.parameters()
                        .with("theta0", new float[] {1})
                        .with("theta1", new float[] {0.5f}));
        assertThat(model.predict(new float[] {0, 1, 2, 10}, 4)).containsExactly(1, 1.5f, 2, 6);
    }
}
