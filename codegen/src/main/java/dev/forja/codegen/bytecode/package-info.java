/** Loop methods to bytecode: positions, scalars, vectors, statements. Uses forja-ir and ASM. */
package dev.forja.codegen.bytecode;
