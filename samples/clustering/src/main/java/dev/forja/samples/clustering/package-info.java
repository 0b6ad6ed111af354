/**
 * The sample {@code clustering}: k-means and principal components by compiled steps. May use the
 * runtime and the samples' support.
 */
package dev.forja.samples.clustering;
