/** Tests of the sweep over sizes. */
package dev.forja.bench.sweep;
