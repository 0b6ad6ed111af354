/** ONNX Runtime as a judge of the files that we write. */
package dev.forja.bench.peers.ort;
