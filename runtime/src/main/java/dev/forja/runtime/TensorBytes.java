package dev.forja.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Moves elements between arrays and little-endian bytes, a bounded piece at a time. */
final class TensorBytes {
    /** Bytes of one piece; a multiple of every element size. */
    static final int PIECE = 1 << 16;

    /** Takes the bytes of one piece, from position to limit. */
    interface Sink {
        void accept(ByteBuffer piece) throws IOException;
    }

    /** Fills one piece from position to limit. */
    interface Source {
        void fill(ByteBuffer piece) throws IOException;
    }

    private TensorBytes() {}

    static ByteBuffer newPiece() {
        return ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Hands the bytes of {@code block} to {@code sink}. */
    static void write(TensorBlock block, ByteBuffer piece, Sink sink) throws IOException {
        int size = block.type().bytes();
        int end = block.offset() + block.elements();
        for (int from = block.offset(); from < end; from += PIECE / size) {
            int count = Math.min(PIECE / size, end - from);
            piece.clear();
            encode(block, from, count, piece);
            piece.position(0).limit(count * size);
            sink.accept(piece);
        }
    }

    /**
     * Fills {@code block} from {@code source}.
     *
     * @throws IllegalArgumentException if a truth value is neither 0 nor 1
     */
    static void read(TensorBlock block, ByteBuffer piece, Source source) throws IOException {
        int size = block.type().bytes();
        int end = block.offset() + block.elements();
        for (int from = block.offset(); from < end; from += PIECE / size) {
            int count = Math.min(PIECE / size, end - from);
            piece.clear().limit(count * size);
            source.fill(piece);
            piece.flip();
            decode(block, from, count, piece);
        }
    }

    private static void encode(TensorBlock block, int from, int count, ByteBuffer piece) {
        switch (block.type()) {
            case F32 -> piece.asFloatBuffer().put((float[]) block.carrier(), from, count);
            case F64 -> piece.asDoubleBuffer().put((double[]) block.carrier(), from, count);
            case I32 -> piece.asIntBuffer().put((int[]) block.carrier(), from, count);
            case I64 -> piece.asLongBuffer().put((long[]) block.carrier(), from, count);
            case BOOL -> {
                var values = (boolean[]) block.carrier();
                for (int i = 0; i < count; i++) {
                    piece.put(i, (byte) (values[from + i] ? 1 : 0));
                }
            }
        }
    }

    private static void decode(TensorBlock block, int from, int count, ByteBuffer piece) {
        switch (block.type()) {
            case F32 -> piece.asFloatBuffer().get((float[]) block.carrier(), from, count);
            case F64 -> piece.asDoubleBuffer().get((double[]) block.carrier(), from, count);
            case I32 -> piece.asIntBuffer().get((int[]) block.carrier(), from, count);
            case I64 -> piece.asLongBuffer().get((long[]) block.carrier(), from, count);
            case BOOL -> {
                var values = (boolean[]) block.carrier();
                for (int i = 0; i < count; i++) {
                    byte value = piece.get(i);
                    if (value != 0 && value != 1) {
                        throw new IllegalArgumentException(
                                "expected 0 or 1 at element "
                                        + (from - block.offset() + i)
                                        + ", found "
                                        + value);
                    }
                    values[from + i] = value == 1;
                }
            }
        }
    }
}
