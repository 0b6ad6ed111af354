/** How programs of operators are recognised: patterns, and what a match captured. Uses forja-ir. */
package dev.forja.passes.tensor.pattern;
