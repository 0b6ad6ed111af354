/**
 * Benchmarks. {@link dev.forja.bench.Bench} runs them in one go and writes a table; figures of one
 * run are ratios to each other, never absolute.
 */
package dev.forja.bench;
