/**
 * The sample {@code lstm-series}: foretells the temperature of the next day. May use the runtime
 * and the samples' support.
 */
package dev.forja.samples.lstmseries;
