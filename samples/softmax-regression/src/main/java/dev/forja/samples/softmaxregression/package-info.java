/**
 * The sample {@code softmax-regression}: the first program of a TensorFlow course, fed batch by
 * batch. May use the runtime and the samples' support.
 */
package dev.forja.samples.softmaxregression;
