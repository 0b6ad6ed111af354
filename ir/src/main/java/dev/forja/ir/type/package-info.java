/** Element types, symbolic dimensions, shapes and tensor types. Uses the JDK alone. */
package dev.forja.ir.type;
