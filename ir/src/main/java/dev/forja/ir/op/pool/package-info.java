/**
 * Pooling: reductions over sliding windows. One operator a file. Uses the operator interface and
 * what it uses.
 */
package dev.forja.ir.op.pool;
