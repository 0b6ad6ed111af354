/**
 * The sample {@code fraud}: a deep dense network and logistic regression find rare frauds among
 * card payments that the sample makes up. May use the runtime and the samples' support.
 */
package dev.forja.samples.fraud;
