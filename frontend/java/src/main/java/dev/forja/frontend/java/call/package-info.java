/**
 * What the functions and tensor methods of a model source mean: most are operators of the
 * catalogue, under the operator's name or one of a table; a few need the shapes of their operands.
 */
package dev.forja.frontend.java.call;
