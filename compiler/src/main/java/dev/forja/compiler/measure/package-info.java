/**
 * Measures entries for {@code forja bench}: latency percentiles, first call, allocation. Uses the
 * runtime and the JDK.
 */
package dev.forja.compiler.measure;
