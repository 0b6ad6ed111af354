/** Passes and pipelines as data. Uses forja-ir. */
package dev.forja.passes.pipeline;
