/** What the tests of all passes share: golden files, and the meaning that a pass has to keep. */
package dev.forja.passes;
