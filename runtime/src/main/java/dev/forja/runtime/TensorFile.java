package dev.forja.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A safetensors file, open for reading. Layout: header length (8 bytes, little-endian), header
 * (JSON), data. Nothing of the file is trusted: the header's length is limited before memory is
 * taken for it, byte ranges must tile the data section, and arrays come from the reader, sized by
 * what it expects.
 *
 * <p>A file written by {@link TensorFileWriter} carries the CRC-32 of its data section, which is
 * compared on reading, and its SHA-256; a file from elsewhere need not.
 */
public final class TensorFile implements AutoCloseable {
    /** Longest header that is read, in bytes. */
    public static final int MAX_HEADER = 8 << 20;

    /** Metadata key of the SHA-256 of the data section, in lower-case hexadecimal digits. */
    static final String DIGEST = "sha256";

    /**
     * Metadata key of the CRC-32 of the data section. A new process has it in a hundredth of the
     * time of a SHA-256, which is interpreted code there, and it finds damage as well; only that
     * somebody made the damage fit is left to those who keep the SHA-256 elsewhere.
     */
    static final String QUICK_SUM = "crc32";

    static final int LENGTH_BYTES = 8;

    private final Path path;
    private final ReadableByteChannel channel;
    private final TensorHeader header;
    private final long dataStart;

    /**
     * @param path for messages
     * @param fileBytes length of all that the channel gives
     */
    private TensorFile(Path path, ReadableByteChannel channel, long fileBytes) throws IOException {
        this.path = path;
        this.channel = channel;
        if (fileBytes < LENGTH_BYTES) {
            throw refused(
                    "the file is truncated: expected a header, found " + fileBytes + " bytes");
        }
        var length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        fill(length);
        long headerBytes = length.getLong(0);
        // Compared as unsigned numbers: a hostile length may have its highest bit set.
        if (Long.compareUnsigned(headerBytes, MAX_HEADER) > 0) {
            throw refused(
                    "the header is too long: expected at most "
                            + MAX_HEADER
                            + " bytes, found "
                            + Long.toUnsignedString(headerBytes));
        }
        if (headerBytes > fileBytes - LENGTH_BYTES) {
            throw refused(
                    "the file is truncated: expected a header of "
                            + headerBytes
                            + " bytes, found "
                            + (fileBytes - LENGTH_BYTES));
        }
        dataStart = LENGTH_BYTES + headerBytes;
        var bytes = ByteBuffer.allocate((int) headerBytes);
        fill(bytes);
        header = parse(bytes.flip());
        var problems = header.rangeProblems(fileBytes - LENGTH_BYTES - headerBytes);
        if (!problems.isEmpty()) {
            throw new ParameterFileException(path, problems);
        }
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws ParameterFileException if it is no sound safetensors file
     * @throws IOException if it cannot be read
     */
    public static TensorFile open(Path path) throws IOException {
        var channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new TensorFile(path, channel, channel.size());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Reads a file that comes from elsewhere, such as a resource of a jar.
     *
     * @param name for messages
     * @param bytes length of all that the channel gives
     * @throws ParameterFileException if it is no sound safetensors file
     */
    static TensorFile of(String name, ReadableByteChannel channel, long bytes) throws IOException {
        return new TensorFile(Path.of(name), channel, bytes);
    }

    /** Strings that the file carries beside its tensors. */
    public Map<String, String> metadata() {
        return Map.copyOf(header.metadata());
    }

    /**
     * A tensor of the file.
     *
     * @param type as the format spells it: {@code F32}, {@code BF16}
     * @param shape sizes, outermost first
     * @param position of its first byte in the file
     * @param bytes how many it has
     */
    public record Entry(String name, String type, List<Long> shape, long position, long bytes) {}

    /** The tensors in the order of the header, also those of types that the runtime lacks. */
    public List<Entry> entries() {
        return header.entries().values().stream()
                .map(entry ->
                        new Entry(
                                entry.name(),
                                entry.dtype(),
                                List.copyOf(entry.shape()),
                                dataStart + entry.begin(),
                                entry.end() - entry.begin()))
                .toList();
    }

    /**
     * Compares the data with the digest that the file carries, if it does. Reads what follows the
     * header, so it can be called once.
     *
     * @throws ParameterFileException if the data is not what was written
     */
    public void verify() throws IOException {
        var expected = header.metadata().get(DIGEST);
        if (expected == null) {
            return;
        }
        var sum = new Sha256Sum();
        var piece = TensorBytes.newPiece();
        for (piece.clear(); channel.read(piece) >= 0; piece.clear()) {
            sum.add(piece.array(), piece.position());
        }
        requireSum(sum, expected);
    }

    private void requireSum(DataSum sum, String expected) throws ParameterFileException {
        var found = sum.digits();
        if (!expected.equals(found)) {
            throw refused(
                    "the data is damaged: expected "
                            + sum.name()
                            + " "
                            + expected
                            + ", found "
                            + found);
        }
    }

    /** Names of the tensors, in the order of the header. */
    public Set<String> names() {
        return Collections.unmodifiableSet(header.entries().keySet());
    }

    /**
     * Fills {@code targets}, which must name every tensor of the file, each with its type and
     * shape. After an exception the arrays hold anything. Reads what follows the header, so it can
     * be called once.
     *
     * @throws ParameterFileException if the file does not hold exactly these tensors, or its data
     *     does not fit its digest; the message lists every problem
     */
    public void read(List<TensorBlock> targets) throws IOException {
        var quick = header.metadata().get(QUICK_SUM);
        if (quick != null) {
            read(targets, new Crc32Sum(), quick);
        } else {
            var digest = header.metadata().get(DIGEST);
            read(targets, digest == null ? DataSum.NONE : new Sha256Sum(), digest);
        }
    }

    /**
     * Fills {@code targets} and compares the data with a digest.
     *
     * @param expected SHA-256 in lower-case hexadecimal digits
     */
    void read(List<TensorBlock> targets, String expected) throws IOException {
        read(targets, new Sha256Sum(), expected);
    }

    /**
     * @param expected null if there is nothing to compare with
     */
    private void read(List<TensorBlock> targets, DataSum sum, String expected) throws IOException {
        var problems = new ArrayList<>(header.targetProblems(targets));
        if (!problems.isEmpty()) {
            throw new ParameterFileException(path, problems);
        }
        var byName = new HashMap<String, TensorBlock>();
        for (var target : targets) {
            byName.put(target.name(), target);
        }
        var piece = TensorBytes.newPiece();
        for (var entry : header.sortedByRange()) {
            var target = byName.get(entry.name());
            try {
                TensorBytes.read(target, piece, new Summed(sum));
            } catch (IllegalArgumentException e) {
                throw refused("tensor '" + target.name() + "': " + e.getMessage());
            }
        }
        if (expected != null) {
            requireSum(sum, expected);
        }
    }

    /** The bytes of the channel, which enter a sum on their way. */
    private final class Summed implements TensorBytes.Source {
        private final DataSum sum;

        Summed(DataSum sum) {
            this.sum = sum;
        }

        @Override
        public void fill(ByteBuffer bytes) throws IOException {
            TensorFile.this.fill(bytes);
            sum.add(bytes.array(), bytes.limit());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private TensorHeader parse(ByteBuffer bytes) throws IOException {
        try {
            // A new decoder reports malformed bytes instead of replacing them.
            return TensorHeader.parse(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            throw refused("the header is not UTF-8");
        } catch (IllegalArgumentException e) {
            throw refused("cannot read the header: " + e.getMessage());
        }
    }

    private void fill(ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                throw new EOFException(path + ": the file ended while it was read");
            }
        }
    }

    private ParameterFileException refused(String problem) {
        return new ParameterFileException(path, problem);
    }
}
