/**
 * How a model begins: load and first call in a new process, warm-up, the first calls after it. May
 * use workloads, engines and the report's charts.
 */
package dev.forja.bench.coldstart;
