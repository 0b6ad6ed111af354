/** Other frameworks as engines of the benchmarks. */
package dev.forja.bench.peers;
