/** ONNX Runtime. */
package dev.forja.bench.peers.ort;
