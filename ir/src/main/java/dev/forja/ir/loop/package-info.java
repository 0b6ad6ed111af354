/**
 * The loop tree: what a scheduled kernel becomes, and what the bytecode backend reads. Lanes are
 * part of every type, so one lane is scalar code and there is no second vector dialect. Uses type,
 * scalar (function names) and diag.
 */
package dev.forja.ir.loop;
