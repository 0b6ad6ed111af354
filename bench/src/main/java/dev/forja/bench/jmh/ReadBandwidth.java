package dev.forja.bench.jmh;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** How fast one core reads an array of floats that lies in a cache, or in none. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadBandwidth {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int VECTORS = 8;

    /** Size of the array: first and second level of cache, third level, memory. */
    @Param({"16", "256", "4096", "262144"})
    public int kibibytes;

    private float[] data;

    /** Makes the array. */
    @Setup
    public void fill() {
        data = new float[kibibytes * (1024 / Float.BYTES)];
        java.util.Arrays.fill(data, 1e-9f);
    }

    /** Sums the array. */
    @Benchmark
    public float sum() {
        float[] a = data;
        var s0 = FloatVector.zero(SPECIES);
        var s1 = s0;
        var s2 = s0;
        var s3 = s0;
        var s4 = s0;
        var s5 = s0;
        var s6 = s0;
        var s7 = s0;
        for (int i = 0; i <= a.length - VECTORS * LANES; i += VECTORS * LANES) {
            s0 = s0.add(FloatVector.fromArray(SPECIES, a, i));
            s1 = s1.add(FloatVector.fromArray(SPECIES, a, i + LANES));
            s2 = s2.add(FloatVector.fromArray(SPECIES, a, i + 2 * LANES));
            s3 = s3.add(FloatVector.fromArray(SPECIES, a, i + 3 * LANES));
            s4 = s4.add(FloatVector.fromArray(SPECIES, a, i + 4 * LANES));
            s5 = s5.add(FloatVector.fromArray(SPECIES, a, i + 5 * LANES));
            s6 = s6.add(FloatVector.fromArray(SPECIES, a, i + 6 * LANES));
            s7 = s7.add(FloatVector.fromArray(SPECIES, a, i + 7 * LANES));
        }
        return s0.add(s1).add(s2.add(s3)).add(s4.add(s5).add(s6.add(s7))).lane(0);
    }
}
