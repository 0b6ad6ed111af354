/**
 * The sample {@code neuron}: a single neuron with sigmoid and one with tanh tell kinds of tumours
 * apart. May use the runtime and the samples' support.
 */
package dev.forja.samples.neuron;
