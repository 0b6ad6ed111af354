/** The graph of kernels that a function becomes, and how it is built. Uses forja-ir. */
package dev.forja.passes.kernel;
