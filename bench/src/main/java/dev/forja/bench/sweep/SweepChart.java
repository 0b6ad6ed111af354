package dev.forja.bench.sweep;

import dev.forja.bench.report.ChartFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Speed against size, both logarithmic: a cliff is a step down. */
final class SweepChart {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 700;
    private static final int MARKER = 5;

    static {
        ChartFile.needNoScreen();
    }

    private SweepChart() {}

    static void write(List<Swept> all, Path png) throws IOException {
        var chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title("Speed by size, one thread")
                        .xAxisTitle("size: width, batch, side of the image, steps")
                        .yAxisTitle("GFLOP/s")
                        .build();
        var style = chart.getStyler();
        style.setXAxisLogarithmic(true);
        style.setYAxisLogarithmic(true);
        style.setMarkerSize(MARKER);
        for (var swept : all) {
            double[] sizes = swept.micros().keySet().stream().mapToDouble(s -> s).toArray();
            double[] speeds =
                    swept.micros().keySet().stream()
                            .mapToDouble(size -> 1 / swept.nanosPerOperation(size))
                            .toArray();
            chart.addSeries(swept.series().title(), sizes, speeds).setMarker(SeriesMarkers.CIRCLE);
        }
        ChartFile.write(chart, png);
    }
}
