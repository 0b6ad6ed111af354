package dev.forja.bench.coldstart;

import dev.forja.bench.report.ChartFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Latency of each call against its number, both logarithmic. */
final class LatencyChart {
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 620;
    private static final int MARKER = 3;

    static {
        ChartFile.needNoScreen();
    }

    private LatencyChart() {}

    static void write(String title, Map<String, Timeline> lines, Path png) throws IOException {
        var chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(title + ": the first calls of a process")
                        .xAxisTitle("call")
                        .yAxisTitle("microseconds")
                        .build();
        var style = chart.getStyler();
        style.setXAxisLogarithmic(true);
        style.setYAxisLogarithmic(true);
        style.setMarkerSize(MARKER);
        style.setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        for (var line : lines.entrySet()) {
            double[] calls = line.getValue().calls();
            double[] times =
                    IntStream.rangeClosed(0, calls.length)
                            .mapToDouble(
                                    i -> i == 0 ? line.getValue().firstCall() * 1e3 : calls[i - 1])
                            .toArray();
            double[] numbers = IntStream.rangeClosed(1, times.length).mapToDouble(i -> i).toArray();
            chart.addSeries(line.getKey(), numbers, times).setMarker(SeriesMarkers.CIRCLE);
        }
        ChartFile.write(chart, png);
    }
}
