/**
 * Evaluates model sources: constants are computed, loops over them unrolled, calls followed, and
 * tensor operators added to the function under construction.
 */
package dev.forja.frontend.java.eval;
