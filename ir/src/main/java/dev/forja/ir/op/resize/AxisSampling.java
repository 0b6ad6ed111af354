package dev.forja.ir.op.resize;

import dev.forja.ir.op.onnx.OnnxProblem;

/**
 * Which elements of an axis the elements of the resized axis are made of.
 *
 * @param positions [taps][results]
 * @param weights as the positions
 * @param isOutside results that lie beyond the axis and take the extrapolation value
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
record AxisSampling(int[][] positions, double[][] weights, boolean[] isOutside) {
    /**
     * How an axis is resized.
     *
     * @param length of the result before it was rounded to whole elements
     */
    record Request(
            int in,
            int out,
            double length,
            double start,
            double end,
            String coordinates,
            String mode,
            String nearest,
            double cubic,
            boolean antialias,
            boolean excludesOutside) {
        double scale() {
            return length / in;
        }

        /** Where the element of the result lies on the axis. */
        double source(int x) {
            double scale = scale();
            return switch (coordinates) {
                case "half_pixel" -> (x + 0.5) / scale - 0.5;
                case "pytorch_half_pixel" -> length > 1 ? (x + 0.5) / scale - 0.5 : 0;
                case "half_pixel_symmetric" -> {
                    double adjustment = Math.floor(length) / length;
                    yield in / 2.0 * (1 - adjustment) + (x + 0.5) / scale - 0.5;
                }
                case "asymmetric" -> x / scale;
                case "tf_half_pixel_for_nn" -> (x + 0.5) / scale;
                case "align_corners" -> length == 1 ? 0 : x * (in - 1) / (length - 1);
                case "tf_crop_and_resize" ->
                        length > 1
                                ? start * (in - 1) + x * (end - start) * (in - 1) / (length - 1)
                                : 0.5 * (start + end) * (in - 1);
                default ->
                        throw OnnxProblem.invalid(
                                "coordinate_transformation_mode " + coordinates + " is unknown");
            };
        }

        double round(double x) {
            return switch (nearest) {
                case "round_prefer_floor" -> Math.ceil(x - 0.5);
                case "round_prefer_ceil" -> Math.floor(x + 0.5);
                case "floor" -> Math.floor(x);
                case "ceil" -> Math.ceil(x);
                default -> throw OnnxProblem.invalid("nearest_mode " + nearest + " is unknown");
            };
        }
    }

    static AxisSampling of(Request request) {
        var isOutside = new boolean[request.out()];
        boolean crops = request.coordinates().equals("tf_crop_and_resize");
        for (int i = 0; crops && i < request.out(); i++) {
            double x = request.source(i);
            isOutside[i] = x < 0 || x > request.in() - 1;
        }
        return request.mode().equals("nearest")
                ? nearest(request, isOutside)
                : weighted(request, isOutside);
    }

    private static AxisSampling nearest(Request request, boolean[] isOutside) {
        var positions = new int[1][request.out()];
        var weights = new double[1][request.out()];
        for (int i = 0; i < request.out(); i++) {
            positions[0][i] = clamp(request.round(request.source(i)), request.in());
            weights[0][i] = isOutside[i] ? 0 : 1;
        }
        return new AxisSampling(positions, weights, isOutside);
    }

    private static int clamp(double position, int size) {
        return (int) Math.clamp(position, 0, size - 1.0);
    }

    private static AxisSampling weighted(Request request, boolean[] isOutside) {
        double radius = request.mode().equals("linear") ? 1 : 2;
        double stretch = request.antialias() ? Math.min(request.scale(), 1) : 1;
        int first = (int) Math.floor(-radius / stretch) + 1;
        int taps = 2 - 2 * first;
        var positions = new int[taps][request.out()];
        var weights = new double[taps][request.out()];
        for (int i = 0; i < request.out(); i++) {
            double x = request.source(i);
            double base = Math.ceil(x) - 1;
            double sum = 0;
            for (int t = 0; t < taps; t++) {
                double position = base + first + t;
                boolean counts =
                        !request.excludesOutside() || (position >= 0 && position < request.in());
                double distance = Math.abs(stretch * (first + t - (x - base)));
                double weight = counts ? kernel(request, distance) : 0;
                positions[t][i] = clamp(position, request.in());
                weights[t][i] = weight;
                sum += weight;
            }
            for (int t = 0; t < taps; t++) {
                weights[t][i] = isOutside[i] ? 0 : weights[t][i] / sum;
            }
        }
        return new AxisSampling(positions, weights, isOutside);
    }

    /** Triangle, or the cubic of Keys 1981 with its free coefficient. */
    private static double kernel(Request request, double distance) {
        if (request.mode().equals("linear")) {
            return Math.max(0, 1 - distance);
        }
        double a = request.cubic();
        if (distance <= 1) {
            return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
        }
        return distance < 2 ? ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a : 0;
    }
}
