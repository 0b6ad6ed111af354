/**
 * The sample {@code text-generation}: learns a text and writes on. May use the runtime and the
 * samples' support.
 */
package dev.forja.samples.textgeneration;
