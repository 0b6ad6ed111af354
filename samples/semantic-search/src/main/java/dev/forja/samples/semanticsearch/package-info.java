/**
 * The sample {@code semantic-search}: finds sentences by meaning with a language model that was
 * compiled from ONNX. May use the runtime and the samples' support.
 */
package dev.forja.samples.semanticsearch;
