/**
 * The sample {@code diabetes}: a linear regression with ten features, compared on patients never
 * seen with the closed-form solution. May use the runtime and the samples' support.
 */
package dev.forja.samples.diabetes;
