/** Java processes that measure something and print it. */
package dev.forja.bench.process;
