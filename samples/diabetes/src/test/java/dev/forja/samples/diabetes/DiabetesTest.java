package dev.forja.samples.diabetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.forja.samples.support.SampleRun;
import dev.forja.samples.support.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiabetesTest {
    @Test
    void theSampleForetellsPatientsThatItNeverSaw(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var run = new SampleRun("diabetes", true, folder);
        var model = Main.run(run, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(folder.resolve("cost.png")).isNotEmptyFile();
        assertThat(folder.resolve("patients.png")).isNotEmptyFile();
        var patients = Patients.read();
        float[] x = patients.test().floats("x");
        float[] y = patients.test().floats("y");
        double share = Values.determination(model.predict(x, y.length), y);
        var exact =
                Plane.closedForm(patients.training().floats("x"), patients.training().floats("y"));
        assertThat(share)
                .isGreaterThanOrEqualTo(0.45)
                .isEqualTo(Values.determination(exact.predict(x), y), within(1e-4));
        String last = bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast();
        assertThat(last).startsWith("metric diabetes.test_r2 ");
        assertThat(Double.parseDouble(last.substring(last.lastIndexOf(' ') + 1)))
                .isEqualTo(share, within(1e-5));
    }

    @Test
    void gradientDescentEndsAtTheClosedForm() throws IOException {
        var rows = Patients.read().training();
        var parameters = Main.fit(rows).parameters();
        double[] exact = Plane.closedForm(rows.floats("x"), rows.floats("y")).theta();
        assertThat(parameters.floats("theta0")[0]).isEqualTo((float) exact[0], within(1e-3f));
        for (int i = 0; i < Patients.FEATURES; i++) {
            assertThat(parameters.floats("theta")[i])
                    .isEqualTo((float) exact[1 + i], within(1e-2f));
        }
    }

    @Test
    void theClosedFormFindsThePlaneThatPointsLieOn() {
        float[] x = {1, 2, 4, -1, 0, 3, 5, 5};
        var y = new float[4];
        for (int row = 0; row < 4; row++) {
            y[row] = 7 + 2 * x[2 * row] - 3 * x[2 * row + 1];
        }
        var plane = Plane.closedForm(x, y);
        assertThat(plane.theta()).containsExactly(new double[] {7, 2, -3}, within(1e-10));
        assertThat(plane.predict(x)).containsExactly(y, within(1e-5f));
    }

    @Test
    void featuresThatDependOnOneAnotherAreRefused() {
        assertThatThrownBy(() -> Plane.closedForm(new float[] {0, 0, 0}, new float[] {1, 2, 3}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("the features depend on one another");
    }
}
