/**
 * What runs a workload: our generated classes, our interpreter and, from the peers module, other
 * frameworks, all behind {@link dev.forja.bench.engine.Engine}.
 */
package dev.forja.bench.engine;
