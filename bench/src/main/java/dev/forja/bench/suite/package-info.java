/** Which benchmarks run, how long and how often, and what came out. */
package dev.forja.bench.suite;
