/** Recurrent layers as composites over scan. One operator a file. */
package dev.forja.ir.op.recurrent;
