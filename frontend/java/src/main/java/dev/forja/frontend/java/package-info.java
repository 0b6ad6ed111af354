/** Model sources in Java to models of the tensor IR. Uses JavaParser and forja-ir. */
package dev.forja.frontend.java;
