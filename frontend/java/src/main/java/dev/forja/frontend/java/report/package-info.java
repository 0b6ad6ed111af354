/**
 * Diagnostics of a run: collecting them, and suggesting near names. Uses forja-ir's diagnostics.
 */
package dev.forja.frontend.java.report;
