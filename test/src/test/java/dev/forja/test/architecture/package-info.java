/** Rules that the sources and the compiled classes keep: modules, packages, operators, jars. */
package dev.forja.test.architecture;
