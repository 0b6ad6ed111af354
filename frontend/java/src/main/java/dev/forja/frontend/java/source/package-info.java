/** Parsed sources: the classes in them by name, and positions. Uses JavaParser. */
package dev.forja.frontend.java.source;
