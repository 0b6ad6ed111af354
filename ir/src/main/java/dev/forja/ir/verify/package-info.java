/** The verifier of tensor functions. Uses graph, op and type. */
package dev.forja.ir.verify;
