/**
 * The sample {@code segmentation}: an encoder-decoder says for each pixel which shape it belongs
 * to. May use the runtime and the samples' support.
 */
package dev.forja.samples.segmentation;
