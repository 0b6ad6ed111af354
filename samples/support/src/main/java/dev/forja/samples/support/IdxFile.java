package dev.forja.samples.support;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * An array of bytes in the IDX form of the MNIST data sets: two zero bytes, the type 8, the number
 * of axes, their sizes as big-endian integers, the values with the last axis fastest.
 *
 * @param sizes size of each axis
 * @param values the values, unsigned
 */
record IdxFile(int[] sizes, byte[] values) {
    private static final int UNSIGNED_BYTE = 8;

    /** Reads a file packed by gzip. */
    static IdxFile read(Path path) throws IOException {
        try (var in = new DataInputStream(new GZIPInputStream(Files.newInputStream(path)))) {
            int magic = in.readInt();
            int axes = magic & 0xff;
            if (magic >>> 8 != UNSIGNED_BYTE || axes == 0) {
                throw new IOException(
                        path + ": expected an IDX file of unsigned bytes, found magic " + magic);
            }
            var sizes = new int[axes];
            long count = 1;
            for (int i = 0; i < axes; i++) {
                sizes[i] = in.readInt();
                count *= sizes[i];
                if (sizes[i] < 0 || count > Integer.MAX_VALUE) {
                    throw new IOException(
                            path
                                    + ": sizes that cannot be: "
                                    + Arrays.toString(Arrays.copyOf(sizes, i + 1)));
                }
            }
            var values = new byte[(int) count];
            in.readFully(values);
            return new IdxFile(sizes, values);
        } catch (EOFException e) {
            throw new IOException(path + " ends too early", e);
        }
    }
}
