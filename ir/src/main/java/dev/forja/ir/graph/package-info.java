/** SSA values, nodes, functions and models. Uses type, diag and the operator interface. */
package dev.forja.ir.graph;
