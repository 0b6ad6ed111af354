/**
 * Values of operators and of their gradients by PyTorch. The files that the tests of the whole
 * project read without PyTorch are made and checked here.
 */
package dev.forja.bench.peers.values;
