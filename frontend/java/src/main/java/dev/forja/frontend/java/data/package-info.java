/** What expressions of a model source evaluate to. Uses the IR's types and values. */
package dev.forja.frontend.java.data;
