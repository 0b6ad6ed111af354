package dev.forja.compiler.measure;

import java.util.Arrays;

/**
 * Counts of durations in buckets of at most 1.6 % width (64 a power of two), so that recording
 * allocates nothing and any percentile can be read off afterwards.
 */
final class LatencyHistogram {
    private static final int BITS = 6;
    private static final int PER_OCTAVE = 1 << BITS;

    private final long[] counts = new long[PER_OCTAVE * (Long.SIZE - BITS)];
    private long total;

    void record(long nanos) {
        counts[bucket(Math.max(0, nanos))]++;
        total++;
    }

    void add(LatencyHistogram other) {
        Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
        total += other.total;
    }

    long total() {
        return total;
    }

    /**
     * The middle of the bucket that the given share of all durations does not exceed, in
     * nanoseconds.
     */
    double percentile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return (lowest(i) + lowest(i + 1) - 1) / 2.0;
            }
        }
        throw new IllegalStateException("nothing was recorded");
    }

    private static int bucket(long nanos) {
        if (nanos < PER_OCTAVE) {
            return (int) nanos;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - BITS;
        return (shift + 1) * PER_OCTAVE + (int) (nanos >>> shift) - PER_OCTAVE;
    }

    private static long lowest(int bucket) {
        if (bucket < PER_OCTAVE) {
            return bucket;
        }
        int shift = bucket / PER_OCTAVE - 1;
        return (long) (bucket % PER_OCTAVE + PER_OCTAVE) << shift;
    }
}
