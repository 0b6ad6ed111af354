/**
 * Runs what was just compiled, in this process: class loading, binding of symbols to sizes, calls
 * by name.
 */
package dev.forja.compiler.load;
