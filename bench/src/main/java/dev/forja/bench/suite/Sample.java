package dev.forja.bench.suite;

/**
 * What one process measured.
 *
 * @param nanos time of an operation: the median over the iterations
 * @param low a tenth of the iterations took less
 * @param high a tenth of the iterations took more
 * @param allocated heap bytes allocated an operation
 * @param difference how far the results lie from ours; NaN where there was nothing to compare
 */
public record Sample(double nanos, double low, double high, double allocated, double difference) {}
