/**
 * Training steps: a loss, its gradients and an optimizer as one function. Uses forja-ir and
 * passes.autodiff.
 */
package dev.forja.passes.train;
