/**
 * What a model author imports: tensor types, annotations, operator functions and initializers.
 * Model sources are compiled by Forja and never executed, so these types only exist for javac and
 * the IDE. Uses the JDK alone.
 */
package dev.forja.dsl;
