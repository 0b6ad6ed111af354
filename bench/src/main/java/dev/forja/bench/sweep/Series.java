package dev.forja.bench.sweep;

import dev.forja.bench.workload.ModelSource;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * One kind of model in many sizes.
 *
 * @param name short and unique
 * @param title for people
 * @param size what the size is
 * @param sizes ascending
 * @param some the sizes of a quick run
 * @param point the model at a size
 */
record Series(
        String name,
        String title,
        String size,
        List<Integer> sizes,
        List<Integer> some,
        IntFunction<Point> point) {
    private static final String BATCH = "n";

    /** The width that the sources of layers and the side that those of images are written with. */
    private static final int WRITTEN = 37;

    /** Neighbours of powers of two, sizes without factors, and what lies between. */
    private static final List<Integer> WIDTHS =
            List.of(
                    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 15, 16, 17, 20, 23, 24, 25, 31, 32, 33,
                    37, 41, 47, 48, 49, 63, 64, 65, 79, 80, 81, 95, 96, 97, 112, 127, 128, 129, 160,
                    191, 192, 193, 224, 255, 256, 257, 300, 383, 384, 385, 450, 511, 512, 513, 640,
                    767, 768, 769, 900, 1000);

    private static final List<Integer> SOME_WIDTHS =
            List.of(1, 7, 8, 9, 16, 17, 37, 64, 65, 129, 256, 257, 512, 1000);

    private static final int LARGEST_BATCH = 64;
    private static final List<Integer> SIDES =
            List.of(
                    5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 17, 20, 23, 24, 25, 28, 31, 32, 33, 37, 41,
                    47, 48, 49, 56, 63, 64, 65, 79, 80, 81, 96, 97, 112, 113, 127, 128, 129, 160,
                    192, 223, 224);
    private static final List<Integer> STEPS =
            List.of(
                    1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 48, 64, 100, 128, 200, 256, 400,
                    512);

    /** All that are measured. */
    static List<Series> all() {
        return List.of(
                new Series(
                        "dense-1",
                        "dense layer, batch 1",
                        "width",
                        WIDTHS,
                        SOME_WIDTHS,
                        width -> dense(width, 1)),
                new Series(
                        "dense-64",
                        "dense layer, batch 64",
                        "width",
                        WIDTHS,
                        SOME_WIDTHS,
                        width -> dense(width, 64)),
                new Series(
                        "batch",
                        "dense layer 129 wide",
                        "batch",
                        IntStream.rangeClosed(1, LARGEST_BATCH).boxed().toList(),
                        List.of(1, 2, 3, 4, 5, 6, 7, 8, 12, 13, 16, 17, 32, 33, 64),
                        batch -> dense(129, batch)),
                new Series(
                        "image",
                        "two 3×3 convolutions, 3 to 16 to 16 channels",
                        "side",
                        SIDES,
                        List.of(5, 8, 13, 16, 17, 28, 32, 33, 64, 65, 112, 224),
                        Series::image),
                new Series(
                        "sequence",
                        "LSTM 16 to 128",
                        "steps",
                        STEPS,
                        List.of(1, 2, 4, 8, 16, 64, 512),
                        Series::sequence));
    }

    static Series named(String name) {
        return all().stream()
                .filter(series -> series.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no series " + name));
    }

    private static Point dense(int width, int rows) {
        return new Point(
                ModelSource.own("SweptDense").resized(WRITTEN, width),
                "apply",
                Map.of(BATCH, rows),
                2.0 * rows * width * width);
    }

    private static Point image(int side) {
        double taps = 9.0 * (3 * 16 + 16 * 16);
        return new Point(
                ModelSource.own("SweptImage").resized(WRITTEN, side),
                "apply",
                Map.of(BATCH, 1),
                2 * taps * side * side);
    }

    private static Point sequence(int steps) {
        double gates = 4.0 * 128 * (16 + 128);
        return new Point(
                ModelSource.own("Lstm16"),
                "predict",
                Map.of(BATCH, 1, "t", steps),
                2 * (gates * steps + 128));
    }
}
