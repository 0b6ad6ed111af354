/**
 * Operators that sample between elements. One operator a file. Uses the operator interface and what
 * it uses.
 */
package dev.forja.ir.op.resize;
