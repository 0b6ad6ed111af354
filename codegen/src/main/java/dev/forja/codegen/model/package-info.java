/**
 * The classes of a model: the public one, its kernels per lane count, its training steps. Uses
 * forja-ir, ASM and codegen.bytecode.
 */
package dev.forja.codegen.model;
