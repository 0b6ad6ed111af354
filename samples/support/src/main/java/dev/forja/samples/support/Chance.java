package dev.forja.samples.support;

import java.util.SplittableRandom;

/** Random numbers for data that a sample makes up: the same from a seed on every machine. */
public final class Chance {
    private final SplittableRandom random;

    /** The numbers of a seed. */
    public Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Whether something of a probability happens. */
    public boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** Any number from {@code low} (inclusive) to {@code high} (exclusive) is as likely. */
    public double uniform(double low, double high) {
        return random.nextDouble(low, high);
    }

    /** Any whole number from 0 to {@code bound} (exclusive) is as likely. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** The time until something that happens once in {@code mean}. */
    public double exponential(double mean) {
        // StrictMath: Math may differ in the last place from machine to machine.
        return -mean * StrictMath.log(1 - random.nextDouble());
    }

    /** From the normal distribution of mean 0 and deviation 1 (G. Box, M. Muller, 1958). */
    public double normal() {
        double radius = StrictMath.sqrt(exponential(2));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }
}
