/**
 * The sample {@code digits}: a compiled network learns handwritten digits and is tested on those
 * that it never saw. May use the runtime and the samples' support.
 */
package dev.forja.samples.digits;
