package dev.forja.samples.clustering;

import java.util.Arrays;
import java.util.Random;

/**
 * Where Lloyd's algorithm ends, the best of several starts.
 *
 * @param centers a center after the other
 * @param inertia squared distances of the points from their nearest centers, summed up
 * @param iterations updates until no center moved, of the best start
 */
record Clusters(float[] centers, double inertia, int iterations) {
    /** Clusters that there are. */
    static final int COUNT = 3;

    private static final int MOST_ITERATIONS = 300;

    static Clusters of(Points points, int starts) {
        var model = new KMeans();
        var random = new Random(0);
        Clusters best = null;
        for (int start = 0; start < starts; start++) {
            var clusters = descend(model, points, spread(points, random));
            if (best == null || clusters.inertia() < best.inertia()) {
                best = clusters;
            }
        }
        return best;
    }

    private static Clusters descend(KMeans model, Points points, float[] start) {
        float[] centers = start;
        int n = points.count();
        int f = points.features();
        for (int i = 1; i <= MOST_ITERATIONS; i++) {
            float[] next = model.update(points.x(), centers, n, f);
            if (Arrays.equals(next, centers)) {
                return new Clusters(centers, model.inertia(points.x(), centers, n, f)[0], i);
            }
            centers = next;
        }
        throw new IllegalStateException("centers still move after " + MOST_ITERATIONS + " updates");
    }

    /**
     * Three of the points, each chosen by its squared distance from those before it (D. Arthur, S.
     * Vassilvitskii, "k-means++: The Advantages of Careful Seeding", 2007).
     */
    static float[] spread(Points points, Random random) {
        int f = points.features();
        var centers = new float[COUNT * f];
        var weight = new double[points.count()];
        Arrays.fill(weight, 1);
        for (int chosen = 0; chosen < COUNT; chosen++) {
            double left = random.nextDouble() * Arrays.stream(weight).sum();
            int row = 0;
            while (row + 1 < weight.length && left >= weight[row]) {
                left -= weight[row++];
            }
            System.arraycopy(points.x(), row * f, centers, chosen * f, f);
            for (int i = 0; i < weight.length; i++) {
                double distance = 0;
                for (int k = 0; k < f; k++) {
                    double gap = points.x()[i * f + k] - centers[chosen * f + k];
                    distance += gap * gap;
                }
                weight[i] = chosen == 0 ? distance : Math.min(weight[i], distance);
            }
        }
        return centers;
    }
}
