package dev.forja.bench.jmh;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The most multiply-adds that one core does: independent chains in vector registers, more of them
 * than latency times throughput of any core of today, and no memory. Each chain adds up products,
 * as a contraction does; the other form, which multiplies the sum, was 12 % slower on Zen 4 in
 * AVX2. An operation is one floating-point operation, a multiply-add counting as two.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FmaPeak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;
    private static final int STEPS = 1000;

    /** Operations of an invocation for each lane, which the suite multiplies by the lanes. */
    private static final int OPERATIONS_PER_LANE = 2 * CHAINS * STEPS;

    /** Values that keep the sums finite. */
    public float left = 0.999f;

    public float right = 0.001f;

    /** Lanes of the vectors. */
    public static int lanes() {
        return SPECIES.length();
    }

    /** Chains of multiply-adds; the sum of all makes each of them needed. */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS_PER_LANE)
    public float chains() {
        var x = FloatVector.broadcast(SPECIES, left);
        var y = FloatVector.broadcast(SPECIES, right);
        var a0 = FloatVector.broadcast(SPECIES, 0f);
        var a1 = FloatVector.broadcast(SPECIES, 1f);
        var a2 = FloatVector.broadcast(SPECIES, 2f);
        var a3 = FloatVector.broadcast(SPECIES, 3f);
        var a4 = FloatVector.broadcast(SPECIES, 4f);
        var a5 = FloatVector.broadcast(SPECIES, 5f);
        var a6 = FloatVector.broadcast(SPECIES, 6f);
        var a7 = FloatVector.broadcast(SPECIES, 7f);
        var a8 = FloatVector.broadcast(SPECIES, 8f);
        var a9 = FloatVector.broadcast(SPECIES, 9f);
        var a10 = FloatVector.broadcast(SPECIES, 10f);
        var a11 = FloatVector.broadcast(SPECIES, 11f);
        for (int i = 0; i < STEPS; i++) {
            a0 = x.fma(y, a0);
            a1 = x.fma(y, a1);
            a2 = x.fma(y, a2);
            a3 = x.fma(y, a3);
            a4 = x.fma(y, a4);
            a5 = x.fma(y, a5);
            a6 = x.fma(y, a6);
            a7 = x.fma(y, a7);
            a8 = x.fma(y, a8);
            a9 = x.fma(y, a9);
            a10 = x.fma(y, a10);
            a11 = x.fma(y, a11);
        }
        var s0 = a0.add(a1).add(a2.add(a3));
        var s1 = a4.add(a5).add(a6.add(a7));
        var s2 = a8.add(a9).add(a10.add(a11));
        return s0.add(s1).add(s2).lane(0);
    }
}
