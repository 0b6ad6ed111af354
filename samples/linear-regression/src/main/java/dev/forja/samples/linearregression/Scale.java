package dev.forja.samples.linearregression;

/**
 * Shifts and stretches a feature to mean 0 and standard deviation 1. Both directions of the cost
 * are then equally steep, so that gradient descent needs tens of steps instead of thousands.
 *
 * @param mean mean of the feature
 * @param deviation its standard deviation
 */
record Scale(double mean, double deviation) {
    static Scale of(float[] values) {
        double mean = Line.mean(values);
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Scale(mean, Math.sqrt(squares / values.length));
    }

    float[] apply(float[] values) {
        var scaled = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = (float) ((values[i] - mean) / deviation);
        }
        return scaled;
    }

    /** The same line as a function of the feature before it was scaled. */
    Line undo(Line line) {
        return new Line(line.at(-mean / deviation), line.theta1() / deviation);
    }
}
