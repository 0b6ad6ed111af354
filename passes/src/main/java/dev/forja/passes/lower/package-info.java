/**
 * From tensor functions to lowered models: drives fusion, scheduling, memory planning and loop
 * lowering.
 */
package dev.forja.passes.lower;
