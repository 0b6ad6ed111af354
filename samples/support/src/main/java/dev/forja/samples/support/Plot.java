package dev.forja.samples.support;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart of lines and points, written as PNG. It needs no screen. */
public final class Plot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;
    private static final int RIGHT = 1;
    private static final Color[] COLORS = {
        new Color(0x3366cc), new Color(0xd9480f), new Color(0x2b8a3e), new Color(0x862e9c)
    };

    private final XYChart chart;

    static {
        // Before the first class of AWT, which else looks for a screen.
        System.setProperty("java.awt.headless", "true");
    }

    /** An empty chart. */
    public Plot(String title, String xAxis, String yAxis) {
        chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(title)
                        .xAxisTitle(xAxis)
                        .yAxisTitle(yAxis)
                        .build();
        var style = chart.getStyler();
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendLayout(Styler.LegendLayout.Horizontal);
        style.setMarkerSize(5);
        style.setDecimalPattern("0.####");
        style.setSeriesColors(COLORS);
    }

    /** Adds a line through points. */
    public Plot line(String name, double[] x, double[] y) {
        int[] kept = corners(x, y);
        chart.addSeries(name, pick(x, kept), pick(y, kept)).setMarker(SeriesMarkers.NONE);
        return this;
    }

    /**
     * The points of a line without those inside of its level and its upright stretches: a curve of
     * steps has many, at even distances, and the library would put a tick of the axis at each.
     */
    private static int[] corners(double[] x, double[] y) {
        return IntStream.range(0, x.length)
                .filter(i -> i == 0 || i + 1 == x.length || !straight(x, i) && !straight(y, i))
                .toArray();
    }

    private static boolean straight(double[] values, int i) {
        return values[i - 1] == values[i] && values[i] == values[i + 1];
    }

    private static double[] pick(double[] values, int[] indices) {
        return IntStream.of(indices).mapToDouble(i -> values[i]).toArray();
    }

    /** Adds a line whose scale stands at the right. */
    public Plot lineAtRight(String name, String yAxis, double[] x, double[] y) {
        line(name, x, y);
        chart.getSeries(name).setYAxisGroup(RIGHT);
        chart.setYAxisGroupTitle(RIGHT, yAxis);
        chart.getStyler().setYAxisGroupPosition(RIGHT, Styler.YAxisPosition.Right);
        return this;
    }

    /** Adds points that no line joins. */
    public Plot points(String name, double[] x, double[] y) {
        chart.addSeries(name, x, y)
                .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter)
                .setMarker(SeriesMarkers.CIRCLE);
        return this;
    }

    /**
     * Writes the chart.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path png) throws IOException {
        Files.write(png, ChartEncoder.getBytes(chart, "PNG"));
    }
}
