package dev.forja.samples.linearregression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LineTest {
    private static final float[] X = {1, 2, 4, 8};

    @Test
    void theClosedFormFindsTheLineThatPointsLieOn() {
        var line = Line.closedForm(X, new float[] {5, 8, 14, 26});
        assertThat(line.theta0()).isEqualTo(2, within(1e-12));
        assertThat(line.theta1()).isEqualTo(3, within(1e-12));
    }

    @Test
    void theClosedFormHasTheLeastCost() {
        float[] y = {4, 9, 13, 27};
        var line = Line.closedForm(X, y);
        double least = cost(line, y);
        for (double step : new double[] {-1e-3, 1e-3}) {
            assertThat(cost(new Line(line.theta0() + step, line.theta1()), y)).isGreaterThan(least);
            assertThat(cost(new Line(line.theta0(), line.theta1() + step), y)).isGreaterThan(least);
        }
    }

    @Test
    void scalingIsUndone() {
        var scale = Scale.of(X);
        float[] scaled = scale.apply(X);
        var line = new Line(10, 4);
        var undone = scale.undo(line);
        for (int i = 0; i < X.length; i++) {
            assertThat(undone.at(X[i])).isEqualTo(line.at(scaled[i]), within(1e-5));
        }
    }

    @Test
    void theDistanceIsRelative() {
        assertThat(new Line(3, 4.5).relativeDistance(new Line(3, 4))).isEqualTo(0.1, within(1e-12));
    }

    private static double cost(Line line, float[] y) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += Math.pow(line.at(X[i]) - y[i], 2);
        }
        return sum;
    }
}
