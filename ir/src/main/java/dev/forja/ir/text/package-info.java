/** The text form of functions, models, kernels and loop methods. Uses all of the ir. */
package dev.forja.ir.text;
