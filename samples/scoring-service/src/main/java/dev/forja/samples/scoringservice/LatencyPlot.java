package dev.forja.samples.scoringservice;

import dev.forja.samples.support.Plot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

/** Latency by percentile, a line a load. */
final class LatencyPlot {
    /** Points of the plot: up to the share 1 - 10^-4. */
    private static final int POINTS = 80;

    private static final double POINTS_A_NINE = 20;

    private LatencyPlot() {}

    /**
     * Writes the plot.
     *
     * @param loads by name, in the order of the legend
     */
    static void write(Map<String, Load> loads, Path png) throws IOException {
        double[] nines = IntStream.range(0, POINTS).mapToDouble(i -> i / POINTS_A_NINE).toArray();
        var plot =
                new Plot(
                        "Latency of a request over HTTP",
                        "nines of the percentile (1: 90 %, 2: 99 %, 3: 99.9 %)",
                        "milliseconds");
        loads.forEach((name, load) -> plot.line(name, nines, latencies(load, nines)));
        plot.write(png);
    }

    private static double[] latencies(Load load, double[] nines) {
        return IntStream.range(0, nines.length)
                .mapToDouble(i -> load.milliseconds(1 - Math.pow(10, -nines[i])))
                .toArray();
    }
}
