package dev.forja.samples.linearregression;

/**
 * The line h(x) = θ₀ + θ₁ x.
 *
 * @param theta0 θ₀, in the unit of y
 * @param theta1 θ₁, in the unit of y per unit of x
 */
record Line(double theta0, double theta1) {
    /**
     * The line of least squares in closed form: θ₁ = Σ (x − x̄)(y − ȳ) / Σ (x − x̄)² and θ₀ = ȳ −
     * θ₁ x̄.
     */
    static Line closedForm(float[] x, float[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            products += (x[i] - meanX) * (y[i] - meanY);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }
        double theta1 = products / squares;
        return new Line(meanY - theta1 * meanX, theta1);
    }

    static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    double at(double x) {
        return theta0 + theta1 * x;
    }

    /** ‖this − other‖ / ‖other‖ over (θ₀, θ₁). */
    double relativeDistance(Line other) {
        return Math.hypot(theta0 - other.theta0, theta1 - other.theta1)
                / Math.hypot(other.theta0, other.theta1);
    }
}
