/**
 * The command line: {@code forja demo|compile|inspect|run|verify|bench}. Exit codes: 0 done, 1 the
 * input is at fault, 2 wrong usage, 70 a defect of ours. Uses picocli, the driver and the runtime.
 */
package dev.forja.compiler.cli;
