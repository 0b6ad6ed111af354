/** Lowering of scheduled kernels to the loop tree. Uses forja-ir and passes.schedule. */
package dev.forja.passes.loops;
