/** What the suites share: compiled functions, references, made-up tensors. Uses every module below the compiler. */
package dev.forja.test.support;
