/**
 * Operators about the order of elements: running sums, sorting, the greatest ones. One operator a
 * file. Uses the operator interface and what it uses.
 */
package dev.forja.ir.op.order;
