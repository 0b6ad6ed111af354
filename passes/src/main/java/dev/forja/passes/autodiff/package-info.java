/** Symbolic reverse-mode differentiation. Uses forja-ir. */
package dev.forja.passes.autodiff;
