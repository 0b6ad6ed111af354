package dev.forja.samples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forja.runtime.train.EpochReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningCurveTest {
    private final LearningCurve curve = new LearningCurve();

    @Test
    void keepsTheFiguresOfEveryEpoch() {
        curve.onEpoch(report(1, 0.9));
        curve.onEpoch(report(2, 0.4));
        assertThat(curve.figures(EpochReport::trainingLoss)).containsExactly(0.9, 0.4);
        assertThat(curve.reports()).extracting(EpochReport::epoch).containsExactly(1L, 2L);
    }

    @Test
    void thePlotIsAPngWithInk(@TempDir Path folder) throws IOException {
        curve.onEpoch(report(1, 0.9));
        curve.onEpoch(report(2, 0.4));
        Path png = folder.resolve("curve.png");
        curve.plot("Learning").write(png);
        var image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(900);
        assertThat(image.getHeight()).isEqualTo(560);
        int[] pixels = image.getRGB(0, 0, 900, 560, null, 0, 900);
        int trainingLoss = 0xff3366cc;
        assertThat(pixels).contains(trainingLoss);
    }

    @Test
    void withoutAnEpochThereIsNothingToPlot() {
        assertThatThrownBy(() -> curve.plot("Learning")).isInstanceOf(IllegalStateException.class);
    }

    private static EpochReport report(long epoch, double loss) {
        return new EpochReport(
                epoch,
                epoch * 10,
                true,
                loss,
                OptionalDouble.of(loss + 0.1),
                Map.of("accuracy", 1 - loss),
                0.1f,
                false,
                epoch);
    }
}
