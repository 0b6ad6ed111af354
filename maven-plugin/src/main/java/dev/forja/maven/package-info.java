/**
 * The Maven plugin: finds model sources, decides whether they are stale, and starts the compiler in
 * a process of its own.
 *
 * <p>Runs inside Maven on Java 17, so it loads nothing of the compiler, whose classes need Java 25;
 * it knows the command line alone. May use the Maven API and the JDK.
 */
package dev.forja.maven;
