/**
 * Small programs of operators that composites, gradients and frontends share. Uses graph and the
 * operators.
 */
package dev.forja.ir.build;
