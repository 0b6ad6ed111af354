/**
 * Fusion: composes kernels into fewer, without regard to a target, since fusion decides the bits.
 * Uses forja-ir and passes.kernel.
 */
package dev.forja.passes.fuse;
