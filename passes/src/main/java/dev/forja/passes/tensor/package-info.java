/** Passes over tensor functions. Uses forja-ir and passes.pipeline. */
package dev.forja.passes.tensor;
