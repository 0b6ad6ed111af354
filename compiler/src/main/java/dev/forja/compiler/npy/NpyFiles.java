package dev.forja.compiler.npy;

import dev.forja.runtime.ElementType;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads and writes {@code .npy} files: versions 1 to 3, float32, float64, int32, int64 and bool; of
 * float16 and bfloat16, which become float32, and in Fortran order it reads them. A broken file is
 * refused before anything of its claimed size is allocated.
 */
public final class NpyFiles {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final int MAX_HEADER = 1 << 16;
    private static final int BLOCK = 1 << 16;

    private NpyFiles() {}

    /** What the header of a file says. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
    public record Described(ElementType type, int[] shape) {}

    /**
     * Reads one array.
     *
     * @throws NpyException when the file is not a whole .npy file of a known type
     */
    public static NpyArray read(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            return read(path.toString(), in, Files.size(path));
        }
    }

    /**
     * Reads one array from a stream.
     *
     * @param file for messages
     * @param size length of all that the stream gives
     * @throws NpyException when that is not a whole .npy file of a known type
     */
    public static NpyArray read(String file, InputStream stream, long size) throws IOException {
        var in = new DataInputStream(stream);
        try {
            var header = header(file, in);
            long expected = (long) header.parsed().elements() * header.parsed().storage().bytes();
            long found = size - header.bytes();
            if (found != expected) {
                throw new NpyException(
                        file,
                        "expected "
                                + expected
                                + " bytes for "
                                + header.parsed().storage().name().toLowerCase(Locale.ROOT)
                                + " "
                                + Arrays.toString(header.parsed().shape())
                                + ", found "
                                + found);
            }
            var data = elements(in, header.parsed(), file);
            int[] shape = header.parsed().shape();
            return new NpyArray(
                    header.parsed().type(),
                    shape,
                    header.parsed().isFortran() ? RowOrder.of(data, shape) : data);
        } catch (EOFException e) {
            throw truncated(file, size + " bytes");
        }
    }

    /**
     * Reads the header alone.
     *
     * @throws NpyException when it is none of a known type
     */
    public static Described describe(String file, InputStream stream) throws IOException {
        try {
            var parsed = header(file, new DataInputStream(stream)).parsed();
            return new Described(parsed.type(), parsed.shape());
        } catch (EOFException e) {
            throw truncated(file, "its header");
        }
    }

    private static NpyException truncated(String file, String where) {
        return new NpyException(
                file, "expected a whole .npy file, found one that ends after " + where);
    }

    /** A header and the bytes up to its end. */
    private record Header(NpyHeader parsed, long bytes) {}

    private static Header header(String file, DataInputStream in) throws IOException {
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new NpyException(file, "expected a .npy file, found other contents");
        }
        int major = in.readUnsignedByte();
        in.readUnsignedByte();
        if (major < 1 || major > 3) {
            throw new NpyException(file, "expected .npy version 1 to 3, found " + major);
        }
        int lengthBytes = major == 1 ? 2 : 4;
        long length = headerLength(in, lengthBytes);
        if (length < 0 || length > MAX_HEADER) {
            throw new NpyException(
                    file, "expected a header of at most 64 KiB, found " + length + " bytes");
        }
        byte[] header = new byte[(int) length];
        in.readFully(header);
        NpyHeader parsed = NpyHeader.parse(file, new String(header, StandardCharsets.UTF_8));
        return new Header(parsed, MAGIC.length + 2 + lengthBytes + length);
    }

    /**
     * Writes version 1, little-endian, with the padding that NumPy itself uses: equal arrays give
     * equal bytes.
     */
    public static void write(Path path, NpyArray array) throws IOException {
        String header = NpyHeader.text(array);
        int start = MAGIC.length + 2 + 2;
        int padding = ALIGNMENT - (start + header.length() + 1) % ALIGNMENT;
        String padded = header + " ".repeat(padding % ALIGNMENT) + "\n";
        try (var out = Files.newOutputStream(path)) {
            out.write(MAGIC);
            out.write(new byte[] {1, 0, (byte) padded.length(), (byte) (padded.length() >> 8)});
            out.write(padded.getBytes(StandardCharsets.US_ASCII));
            var block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
            int length = array.type().length(array.data());
            int step = BLOCK / array.type().bytes();
            for (int from = 0; from < length; from += step) {
                block.clear();
                put(block, array, from, Math.min(length, from + step));
                out.write(block.array(), 0, block.position());
            }
        }
    }

    private static long headerLength(DataInputStream in, int bytes) throws IOException {
        long length = 0;
        for (int i = 0; i < bytes; i++) {
            length |= (long) in.readUnsignedByte() << 8 * i;
        }
        return length;
    }

    private static Object elements(DataInputStream in, NpyHeader header, String file)
            throws IOException {
        int count = header.elements();
        Object carrier = header.type().newCarrier(count);
        byte[] bytes = new byte[BLOCK];
        var block = ByteBuffer.wrap(bytes).order(header.order());
        int step = BLOCK / header.storage().bytes();
        for (int from = 0; from < count; from += step) {
            int to = Math.min(count, from + step);
            in.readFully(bytes, 0, (to - from) * header.storage().bytes());
            block.rewind();
            get(block, header.storage(), carrier, from, to, file);
        }
        return carrier;
    }

    private static void get(
            ByteBuffer block, NpyStorage storage, Object carrier, int from, int to, String file)
            throws NpyException {
        int count = to - from;
        switch (storage) {
            case F16 -> {
                for (int i = from; i < to; i++) {
                    ((float[]) carrier)[i] = Float.float16ToFloat(block.getShort());
                }
            }
            case BF16 -> {
                for (int i = from; i < to; i++) {
                    ((float[]) carrier)[i] = Float.intBitsToFloat(block.getShort() << 16);
                }
            }
            case F32 -> block.asFloatBuffer().get((float[]) carrier, from, count);
            case F64 -> block.asDoubleBuffer().get((double[]) carrier, from, count);
            case I32 -> block.asIntBuffer().get((int[]) carrier, from, count);
            case I64 -> block.asLongBuffer().get((long[]) carrier, from, count);
            case BOOL -> {
                boolean[] values = (boolean[]) carrier;
                for (int i = from; i < to; i++) {
                    byte value = block.get();
                    if (value != 0 && value != 1) {
                        throw new NpyException(
                                file, "expected bool bytes 0 or 1, found " + value + " at " + i);
                    }
                    values[i] = value == 1;
                }
            }
        }
    }

    private static void put(ByteBuffer block, NpyArray array, int from, int to) {
        for (int i = from; i < to; i++) {
            switch (array.type()) {
                case F32 -> block.putFloat(((float[]) array.data())[i]);
                case F64 -> block.putDouble(((double[]) array.data())[i]);
                case I32 -> block.putInt(((int[]) array.data())[i]);
                case I64 -> block.putLong(((long[]) array.data())[i]);
                case BOOL -> block.put((byte) (((boolean[]) array.data())[i] ? 1 : 0));
            }
        }
    }
}
