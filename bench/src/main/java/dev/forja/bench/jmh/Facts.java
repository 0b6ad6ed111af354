package dev.forja.bench.jmh;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Brings what a benchmark found out while it was prepared out of its process. */
public final class Facts implements InternalProfiler {
    /** Secondary result: how far the results lie from ours. */
    public static final String DIFFERENCE = "difference";

    /** Secondary result: heap bytes allocated a call. */
    public static final String ALLOCATED = "allocated";

    private static volatile double difference = Double.NaN;
    private static volatile double allocated = Double.NaN;

    static void difference(double found) {
        difference = found;
    }

    static void allocated(double bytes) {
        allocated = bytes;
    }

    @Override
    public String getDescription() {
        return "Difference to the results of the generated class, bytes allocated a call";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return List.of(
                new ScalarResult(DIFFERENCE, difference, "relative", AggregationPolicy.MAX),
                new ScalarResult(ALLOCATED, allocated, "bytes", AggregationPolicy.MAX));
    }
}
