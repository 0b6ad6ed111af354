package dev.forja.bench.suite;

import dev.forja.bench.workload.Workload;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one core can do at best, as measured in the same round.
 *
 * @param peak floating-point operations a nanosecond, multiply-adds as two
 * @param bandwidth bytes a nanosecond, by the size of what is read in bytes
 */
public record Limits(double peak, SortedMap<Long, Double> bandwidth) {
    public Limits {
        bandwidth = new TreeMap<>(bandwidth);
    }

    /** The shortest time that a call can take on one core, in ns: the roofline. */
    public double shortest(Workload workload) {
        return Math.max(workload.operations() / peak, workload.bytes() / bandwidthFor(workload));
    }

    /** Does arithmetic bound the workload, and not the memory? */
    public boolean boundByPeak(Workload workload) {
        return workload.operations() / peak >= workload.bytes() / bandwidthFor(workload);
    }

    /** That of the smallest measured array that all data of the workload fits. */
    private double bandwidthFor(Workload workload) {
        var larger = bandwidth.tailMap((long) workload.bytes());
        return larger.isEmpty() ? bandwidth.lastEntry().getValue() : larger.firstEntry().getValue();
    }
}
