/**
 * The sample {@code autoencoder}: squeezes digits into eight numbers, better than principal
 * components do. May use the runtime and the samples' support.
 */
package dev.forja.samples.autoencoder;
