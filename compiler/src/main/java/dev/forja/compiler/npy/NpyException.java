package dev.forja.compiler.npy;

import java.io.IOException;

/**
 * A file that is not what it should be; the message names the file, what was expected and what was
 * found.
 */
public final class NpyException extends IOException {
    private static final long serialVersionUID = 1L;

    NpyException(String file, String problem) {
        super(file + ": " + problem);
    }
}
