/** Reads model classes: their parameters, entries and losses. Uses the evaluator. */
package dev.forja.frontend.java.model;
