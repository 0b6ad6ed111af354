/**
 * Pages of {@code docs/} that are generated from the code, and tests that fail when one is stale.
 */
package dev.forja.test.docs;
