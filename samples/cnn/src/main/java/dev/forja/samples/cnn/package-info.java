/**
 * The sample {@code cnn}: a convolutional network tells clothes, or digits, apart. May use the
 * runtime and the samples' support.
 */
package dev.forja.samples.cnn;
