package dev.forja.compiler.measure;

import java.util.Locale;

/**
 * What a benchmark of one entry found.
 *
 * @param entry model and entry
 * @param p50Micros half of the calls took no longer, in µs
 * @param p99Micros 99 of 100 calls took no longer, in µs
 * @param firstCallMicros the very first call, in µs
 * @param allocatedBytesPerCall heap bytes a call allocates in steady state
 * @param threads threads that work on one call
 * @param callers how many call at once
 * @param lanes f32 lanes of the kernels
 * @param calls calls measured
 */
public record BenchReport(
        String entry,
        double p50Micros,
        double p99Micros,
        double firstCallMicros,
        double allocatedBytesPerCall,
        int threads,
        int callers,
        int lanes,
        long calls) {
    /**
     * One JSON object on one line; the names of the figures are part of the command line's
     * contract.
     */
    public String json() {
        return String.format(
                Locale.ROOT,
                "{\"entry\": \"%s\", \"p50_us\": %.3f, \"p99_us\": %.3f, \"first_call_us\": %.3f,"
                        + " \"alloc_bytes_per_call\": %.1f, \"threads\": %d, \"callers\": %d,"
                        + " \"lanes\": %d, \"calls\": %d}",
                entry,
                p50Micros,
                p99Micros,
                firstCallMicros,
                allocatedBytesPerCall,
                threads,
                callers,
                lanes,
                calls);
    }

    /** The same for people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s: p50 %.2f us, p99 %.2f us, first call %.0f us, %.1f bytes allocated a call"
                        + " (%d calls by %d callers, %d threads, %d lanes)",
                entry,
                p50Micros,
                p99Micros,
                firstCallMicros,
                allocatedBytesPerCall,
                calls,
                callers,
                threads,
                lanes);
    }
}
