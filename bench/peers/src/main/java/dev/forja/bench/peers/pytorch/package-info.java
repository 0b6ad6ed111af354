/** PyTorch through DJL. */
package dev.forja.bench.peers.pytorch;
