/**
 * Schedules: how a kernel's loops are split, vectorised, jammed and its operands packed for a
 * target. A schedule never changes a result. Uses forja-ir and passes.kernel.
 */
package dev.forja.passes.schedule;
