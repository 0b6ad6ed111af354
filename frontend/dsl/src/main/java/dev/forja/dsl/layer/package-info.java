/**
 * Layers: model sources like a user's own. Forja reads their text from the class path, beside the
 * classes that javac makes of them. Uses the DSL alone.
 */
package dev.forja.dsl.layer;
