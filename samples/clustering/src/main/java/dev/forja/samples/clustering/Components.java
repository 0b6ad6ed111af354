package dev.forja.samples.clustering;

/**
 * The two directions in which points differ most.
 *
 * @param basis the directions as columns, [features, 2]
 * @param explained share of the variance along each
 * @param iterations steps until they stood still
 */
record Components(float[] basis, float[] explained, int iterations) {
    private static final int MOST_ITERATIONS = 1_000;

    /** Length of a change that is none, in units of the last place of a float. */
    private static final double STILL = 1e-6;

    static Components of(Points points) {
        var model = new PrincipalComponents();
        int f = points.features();
        float[] covariance = model.covariance(points.x(), points.count(), f);
        var basis = new float[2 * f];
        for (int i = 0; i < f; i++) {
            // Neither column is 0 or orthogonal to a direction but by bad luck.
            basis[2 * i] = 1;
            basis[2 * i + 1] = i + 1;
        }
        for (int i = 1; i <= MOST_ITERATIONS; i++) {
            float[] next = model.iterate(covariance, basis, f);
            double moved = 0;
            for (int k = 0; k < next.length; k++) {
                moved = Math.max(moved, Math.abs(next[k] - basis[k]));
            }
            basis = next;
            if (moved < STILL) {
                float[] variance = model.variance(points.x(), points.count(), f);
                return new Components(basis, model.explained(covariance, basis, variance, f), i);
            }
        }
        throw new IllegalStateException(
                "directions still move after " + MOST_ITERATIONS + " iterations");
    }

    /** Points along the two directions, a pair each; x about the mean of the points. */
    float[] project(Points points) {
        return new PrincipalComponents()
                .project(points.x(), basis, points.count(), points.features());
    }
}
