/** Interpreter, unscheduled kernels and bytecode of every lane count against each other. */
package dev.forja.test.differential;
