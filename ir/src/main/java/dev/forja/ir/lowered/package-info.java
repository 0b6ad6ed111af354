/**
 * A lowered model: loop methods, the calls of each function, and where every buffer lies. Uses
 * type, graph, loop.
 */
package dev.forja.ir.lowered;
