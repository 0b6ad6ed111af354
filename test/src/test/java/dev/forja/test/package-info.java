/**
 * Suites across modules: all ways of running a program against each other. May use every module.
 */
package dev.forja.test;
