/**
 * The sample {@code policy-gradient}: a cart learns to balance a pole by REINFORCE. May use the
 * runtime and the samples' support.
 */
package dev.forja.samples.policygradient;
