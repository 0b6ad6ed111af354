/** Source positions and diagnostics. Uses the JDK alone. */
package dev.forja.ir.diag;
