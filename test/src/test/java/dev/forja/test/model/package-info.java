/**
 * Suites over model sources, compiled as a user compiles them: bits, allocation, method sizes,
 * reproducible classes, service. May use every module.
 */
package dev.forja.test.model;
