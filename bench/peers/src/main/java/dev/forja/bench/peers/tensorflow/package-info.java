/** TensorFlow-Java. */
package dev.forja.bench.peers.tensorflow;
