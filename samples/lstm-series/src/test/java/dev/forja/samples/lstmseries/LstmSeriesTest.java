package dev.forja.samples.lstmseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.forja.runtime.train.Trainer;
import dev.forja.samples.support.SampleRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LstmSeriesTest {
    @Test
    void theForecastBeatsBothBaselines(@TempDir Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var forecasts = Main.run(new SampleRun("lstm-series", true, folder), out);
        double error = forecasts.rmse(forecasts.lstm());
        assertThat(error).isLessThan(0.95 * forecasts.rmse(forecasts.persistence()));
        assertThat(error).isLessThan(0.95 * forecasts.rmse(forecasts.season()));
        assertThat(folder.resolve("learning-curve.png")).isNotEmptyFile();
        assertThat(folder.resolve("forecast.png")).isNotEmptyFile();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .startsWith("metric lstm-series.lstm_test_rmse ");
    }

    @Test
    void aWindowEndsTheDayBeforeItsTarget() throws IOException {
        var series = Series.read();
        var test = series.test();
        assertThat(test.rows()).isEqualTo(365);
        assertThat(series.training().rows()).isEqualTo(731 - Series.WINDOW);
        assertThat(series.validation().rows()).isEqualTo(365);
        float[] days = test.floats("days");
        float[] next = test.floats("next");
        int row = Series.WINDOW * 6;
        for (int i = 1; i < test.rows(); i++) {
            assertThat(days[(i + 1) * row - 6]).isEqualTo(next[i - 1]);
        }
        assertThat(series.testDays().getFirst().date()).isEqualTo(LocalDate.of(2015, 1, 1));
        assertThat(series.temperature(series.testDays().getFirst(), next[0]))
                .isEqualTo(series.testDays().getFirst().highest(), within(1e-5));
    }

    @Test
    void theSeasonIsTheMeanAndTheWavesOfWholeYears() throws IOException {
        var years = Series.read().days();
        var season = Season.of(years);
        double residual = 0;
        for (var day : years) {
            residual += (day.highest() - season.at(day.date())) / years.size();
        }
        assertThat(residual).isEqualTo(0, within(0.02));
        assertThat(season.at(LocalDate.of(2013, 8, 1)))
                .isGreaterThan(season.at(LocalDate.of(2013, 1, 15)) + 15);
    }

    @Test
    void everyLaneCountLearnsTheSameBits() throws IOException {
        var training = Series.read().training();
        var digests = new HashSet<String>();
        for (int lanes : new int[] {1, 4, 8, 16}) {
            for (int threads = 1; threads <= 2; threads++) {
                var model = new Forecast(7, lanes);
                var result =
                        Trainer.builder(model.lossTraining(), model.parameters())
                                .dataset(training)
                                .symbol("t", Series.WINDOW)
                                .threads(threads)
                                .steps(20)
                                .learningRate(1e-3f)
                                .build()
                                .run();
                digests.add(result.parameters().digest());
            }
        }
        assertThat(digests).hasSize(1);
    }
}
