/**
 * The training loop: data sets and mini-batches, learning rates, the state that training changes,
 * the loop with validation, early stopping and checkpoints, and its listeners.
 *
 * <p>May use {@code java.base} and {@code dev.forja.runtime}.
 */
package dev.forja.runtime.train;
