/** Spectra and the windows of signals. One operator a file. Uses the operators they are made of. */
package dev.forja.ir.op.signal;
