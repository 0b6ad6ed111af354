/**
 * Order of execution and placement of buffers. Uses forja-ir, passes.kernel and passes.schedule.
 */
package dev.forja.passes.memory;
