/**
 * The sample {@code text-classification}: hashed words and pairs of words tell spam from wanted
 * mail. May use the runtime and the samples' support.
 */
package dev.forja.samples.textclassification;
