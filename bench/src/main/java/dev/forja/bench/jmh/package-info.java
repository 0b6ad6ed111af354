/** The JMH benchmarks: what the machine can do at best, and what an engine does. */
package dev.forja.bench.jmh;
