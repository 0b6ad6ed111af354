package dev.forja.bench.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;

/** Writes charts as PNG, all in one style. */
public final class ChartFile {
    private ChartFile() {}

    /** To be called before the first class of AWT, which else looks for a screen. */
    public static void needNoScreen() {
        System.setProperty("java.awt.headless", "true");
    }

    /** Writes a chart on white, its legend below it. */
    public static void write(Chart<?, ?> chart, Path png) throws IOException {
        var style = chart.getStyler();
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendLayout(Styler.LegendLayout.Horizontal);
        Files.write(png, ChartEncoder.getBytes(chart, "PNG"));
    }
}
