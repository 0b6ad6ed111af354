package dev.forja.runtime;

import java.util.Arrays;

/** Writes the values of an {@link Initializer} into an array. */
final class InitializerFill {
    /** Each redraw of a truncated normal takes its own region of the counter space. */
    private static final long REDRAW = 1L << 32;

    private InitializerFill() {}

    static void fill(
            Initializer init, Object carrier, int offset, int count, long seed, int stream) {
        init.checkType("#" + stream, ElementType.ofCarrier(carrier));
        switch (init) {
            case Initializer.Zeros _ -> constant(carrier, offset, count, 0);
            case Initializer.Ones _ -> constant(carrier, offset, count, 1);
            case Initializer.Constant(double value) -> constant(carrier, offset, count, value);
            case Initializer.TruncatedNormal _,
                    Initializer.Normal _,
                    Initializer.Uniform _,
                    Initializer.GlorotUniform _,
                    Initializer.HeNormal _ -> {
                var block = new int[4];
                for (int i = 0; i < count; i++) {
                    double value = random(init, i, seed, stream, block);
                    if (carrier instanceof float[] f) {
                        f[offset + i] = (float) value;
                    } else {
                        ((double[]) carrier)[offset + i] = value;
                    }
                }
            }
        }
    }

    private static double random(
            Initializer init, int element, long seed, int stream, int[] block) {
        return switch (init) {
            case Initializer.TruncatedNormal(double stddev) ->
                    stddev * truncatedNormal(element, seed, stream, block);
            case Initializer.Normal(double stddev) -> stddev * normal(element, seed, stream, block);
            case Initializer.HeNormal(int fanIn) ->
                    StrictMath.sqrt(2.0 / fanIn) * normal(element, seed, stream, block);
            case Initializer.Uniform(double low, double high) ->
                    low + (high - low) * unit(element, seed, stream, block);
            case Initializer.GlorotUniform(int fanIn, int fanOut) -> {
                double limit = StrictMath.sqrt(6.0 / ((double) fanIn + fanOut));
                yield limit * (2 * unit(element, seed, stream, block) - 1);
            }
            case Initializer.Zeros _, Initializer.Ones _, Initializer.Constant _ ->
                    throw new IllegalArgumentException(init + " is not random");
        };
    }

    private static double unit(int element, long seed, int stream, int[] block) {
        Philox.block(element, stream, seed, block);
        return Philox.unit(block[0], block[1]);
    }

    private static double truncatedNormal(int element, long seed, int stream, int[] block) {
        long counter = element;
        while (true) {
            double value = normal(counter, seed, stream, block);
            if (Math.abs(value) <= 2) {
                return value;
            }
            counter += REDRAW;
        }
    }

    /**
     * Standard normal by the method of G. E. P. Box and M. E. Muller, "A Note on the Generation of
     * Random Normal Deviates", 1958: √(-2 ln u) cos(2πv) for u in (0, 1], v in [0, 1).
     */
    private static double normal(long counter, long seed, int stream, int[] block) {
        Philox.block(counter, stream, seed, block);
        double u = 1 - Philox.unit(block[0], block[1]);
        double v = Philox.unit(block[2], block[3]);
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
    }

    private static void constant(Object carrier, int offset, int count, double value) {
        int end = offset + count;
        switch (ElementType.ofCarrier(carrier)) {
            case F32 -> Arrays.fill((float[]) carrier, offset, end, (float) value);
            case F64 -> Arrays.fill((double[]) carrier, offset, end, value);
            case I32 -> Arrays.fill((int[]) carrier, offset, end, (int) value);
            case I64 -> Arrays.fill((long[]) carrier, offset, end, (long) value);
            case BOOL -> Arrays.fill((boolean[]) carrier, offset, end, value != 0);
        }
    }
}
