/** Files of NumPy's {@code .npy} format. Uses the JDK alone, and element types of the runtime. */
package dev.forja.compiler.npy;
