/**
 * What exporters write out with primitive operators, a file each. Uses forja-ir and
 * passes.tensor.pattern.
 */
package dev.forja.passes.tensor.form;
