/**
 * Models in many sizes, none of which anything was tuned for: time per operation against the size,
 * and the cliffs in it. May use workloads, processes, the warm-up of the JMH benchmarks and the
 * report's charts.
 */
package dev.forja.bench.sweep;
