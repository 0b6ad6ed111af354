/**
 * The operator interface, its parts and the catalogue; the operators themselves lie in the packages
 * below, one record a file. Uses type, diag, scalar, kernel and graph.
 */
package dev.forja.ir.op;
