package dev.forja.samples.scoringservice;

import java.util.Arrays;

/**
 * What a load test measured.
 *
 * @param nanos latencies, shortest first
 * @param failures requests without a good answer
 * @param seconds that it took
 */
record Load(long[] nanos, int failures, double seconds) {
    private static final double MILLI = 1e6;

    static Load of(long[] nanos, int failures, double seconds) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Load(sorted, failures, seconds);
    }

    /** Requests a second. */
    double throughput() {
        return nanos.length / seconds;
    }

    /** The latency in milliseconds that a share of the requests, from 0 to 1, stays within. */
    double milliseconds(double share) {
        int index = (int) Math.ceil(share * nanos.length) - 1;
        return nanos[Math.clamp(index, 0, nanos.length - 1)] / MILLI;
    }
}
