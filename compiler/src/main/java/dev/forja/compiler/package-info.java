/**
 * The driver: one call from model sources to class files, over all modules below. The command line
 * and the Maven plugin see only {@link dev.forja.compiler.Compiler}.
 */
package dev.forja.compiler;
