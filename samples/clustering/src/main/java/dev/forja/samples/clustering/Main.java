package dev.forja.samples.clustering;

import dev.forja.samples.support.Plot;
import dev.forja.samples.support.SampleRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.IntStream;

/** Finds three clusters among flowers and among wines, and draws them along two directions. */
public final class Main {
    /** Starts of k-means, of which the best counts. */
    static final int STARTS = 10;

    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR]}; the sample takes no time worth shortening
     */
    public static void main(String... arguments) throws IOException {
        run(SampleRun.of("clustering", arguments), System.out);
    }

    /**
     * What was found in a set of points.
     *
     * @param points the points
     * @param clusters three clusters of them
     * @param components the two directions in which they differ most
     */
    private record Found(Points points, Clusters clusters, Components components) {
        static Found in(Points points) {
            return new Found(points, Clusters.of(points, STARTS), Components.of(points));
        }
    }

    static void run(SampleRun run, PrintStream out) throws IOException {
        var all = List.of(Found.in(Points.iris()), Found.in(Points.wine()));
        for (var found : all) {
            out.printf(
                    "%s: %d points, %d features; k-means stands still after %d updates, the"
                            + " directions after %d%n",
                    found.points().name(),
                    found.points().count(),
                    found.points().features(),
                    found.clusters().iterations(),
                    found.components().iterations());
            var plot = run.file(found.points().name() + ".png");
            plot(found.points(), found.clusters(), found.components()).write(plot);
            out.printf("plot: %s%n%n", plot);
        }
        for (var found : all) {
            String name = found.points().name();
            float[] explained = found.components().explained();
            run.metric(out, name + "_inertia", found.clusters().inertia());
            run.metric(out, name + "_purity", purity(found.points(), found.clusters()));
            run.metric(out, name + "_explained_variance", explained[0] + explained[1]);
        }
    }

    /** The share of the points that are of the kind that is most frequent in their cluster. */
    static double purity(Points points, Clusters clusters) {
        int[] cluster = assign(points, clusters);
        int most = 0;
        for (int c = 0; c < Clusters.COUNT; c++) {
            var counts = new int[Clusters.COUNT];
            for (int row = 0; row < cluster.length; row++) {
                counts[points.kind()[row]] += cluster[row] == c ? 1 : 0;
            }
            most += IntStream.of(counts).max().orElseThrow();
        }
        return (double) most / cluster.length;
    }

    private static int[] assign(Points points, Clusters clusters) {
        return new KMeans()
                .assign(points.x(), clusters.centers(), points.count(), points.features());
    }

    private static Plot plot(Points points, Clusters clusters, Components components) {
        var plot =
                new Plot(
                        "Three clusters of " + points.name(),
                        "first principal component",
                        "second principal component");
        float[] flat = components.project(points);
        int[] cluster = assign(points, clusters);
        for (int c = 0; c < Clusters.COUNT; c++) {
            int wanted = c;
            int[] rows =
                    IntStream.range(0, cluster.length).filter(r -> cluster[r] == wanted).toArray();
            plot.points(
                    "cluster " + (c + 1),
                    IntStream.of(rows).mapToDouble(row -> flat[2 * row]).toArray(),
                    IntStream.of(rows).mapToDouble(row -> flat[2 * row + 1]).toArray());
        }
        return plot;
    }
}
