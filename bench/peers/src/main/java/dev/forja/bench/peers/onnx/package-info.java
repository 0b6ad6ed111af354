/**
 * Writes the ONNX files that the peers run, until {@code forja export} makes them from the model
 * sources.
 */
package dev.forja.bench.peers.onnx;
