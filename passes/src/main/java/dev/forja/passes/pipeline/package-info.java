/** Passes and pipelines as data. Uses forja-ir and passes.kernel. */
package dev.forja.passes.pipeline;
