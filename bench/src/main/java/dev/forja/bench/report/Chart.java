package dev.forja.bench.report;

import dev.forja.bench.engine.Engine;
import dev.forja.bench.engine.Engines;
import dev.forja.bench.suite.Results;
import dev.forja.bench.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.CategoryChartBuilder;

/** Bars: how much longer each of the other engines takes for each workload. */
public final class Chart {
    private static final int WIDTH = 1400;
    private static final int HEIGHT = 640;
    private static final int LABEL_ANGLE = 25;

    /** Where the bars begin, which a logarithmic axis has to be told. */
    private static final double LEAST = 0.1;

    static {
        ChartFile.needNoScreen();
    }

    private Chart() {}

    /** Writes the chart as PNG; workloads that an engine doesn't run have no bar. */
    public static void write(
            Results results, List<Workload> workloads, Engine ours, List<Engine> others, Path png)
            throws IOException {
        var chart =
                new CategoryChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title("Time of another engine divided by Forja's (1 is as fast)")
                        .yAxisTitle("times as long, logarithmic")
                        .build();
        var style = chart.getStyler();
        style.setYAxisLogarithmic(true);
        style.setYAxisMin(LEAST);
        style.setXAxisLabelRotation(LABEL_ANGLE);
        var names = workloads.stream().map(Workload::name).toList();
        for (var engine : others) {
            List<Double> ratios =
                    workloads.stream()
                            .map(workload ->
                                    results.ratio(
                                                    workload,
                                                    Engines.counterpart(engine, ours, others),
                                                    engine)
                                            .map(range -> range.median())
                                            .orElse(null))
                            .toList();
            chart.addSeries(engine.title(), names, ratios);
        }
        ChartFile.write(chart, png);
    }
}
