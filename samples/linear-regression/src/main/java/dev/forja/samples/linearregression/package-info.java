/**
 * The sample {@code linear-regression}: fits a line by gradient descent in compiled steps and
 * compares it with the closed-form solution. May use the runtime and the samples' support.
 */
package dev.forja.samples.linearregression;
