package dev.forja.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writer of safetensors files. Equal names, values and metadata give equal bytes: keys stand in the
 * given order, no time and no machine enters. The data section begins at a multiple of 8 and holds
 * wide elements first, so that every tensor lies on a multiple of its element size and the section
 * has no hole, as the format demands.
 */
public final class TensorFileWriter {
    private static final int ALIGNMENT = 8;

    private TensorFileWriter() {}

    /**
     * Writes a file beside {@code path}, then moves it there in one step: a reader sees the old
     * file or the new one, and a failure leaves the old one.
     *
     * @param metadata strings to carry, in the order of iteration; {@code crc32} and {@code sha256}
     *     are added
     * @param tensors tensors of distinct names
     */
    public static void write(Path path, Map<String, String> metadata, List<TensorBlock> tensors)
            throws IOException {
        var target = path.toAbsolutePath();
        // Not createTempFile, whose files nobody else may read: the rights move with the file.
        var temporary =
                target.resolveSibling(
                        "." + target.getFileName() + "-" + UUID.randomUUID() + ".tmp");
        try {
            try (var channel =
                    FileChannel.open(
                            temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(channel, metadata, tensors);
                channel.force(true);
            }
            Files.move(
                    temporary,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Writes the bytes of a file.
     *
     * @param metadata strings to carry, in the order of iteration; {@code crc32} and {@code sha256}
     *     are added
     * @param tensors tensors of distinct names
     */
    public static void write(
            WritableByteChannel channel, Map<String, String> metadata, List<TensorBlock> tensors)
            throws IOException {
        requireDistinct(tensors);
        var ordered = dataOrder(tensors);
        var sums = new LinkedHashMap<>(metadata);
        sums.put(TensorFile.QUICK_SUM, sum(new Crc32Sum(), tensors));
        sums.put(TensorFile.DIGEST, digest(tensors));
        writeAll(channel, header(sums, tensors, ordered));
        var piece = TensorBytes.newPiece();
        for (var tensor : ordered) {
            TensorBytes.write(tensor, piece, bytes -> writeAll(channel, bytes));
        }
    }

    /** SHA-256 of the data section of a file of these tensors, in hexadecimal digits. */
    public static String digest(List<TensorBlock> tensors) {
        return sum(new Sha256Sum(), tensors);
    }

    private static String sum(DataSum sum, List<TensorBlock> tensors) {
        var piece = TensorBytes.newPiece();
        try {
            for (var tensor : dataOrder(tensors)) {
                TensorBytes.write(tensor, piece, bytes -> sum.add(bytes.array(), bytes.limit()));
            }
        } catch (IOException e) {
            throw new IllegalStateException("summing memory does no input or output", e);
        }
        return sum.digits();
    }

    private static List<TensorBlock> dataOrder(List<TensorBlock> tensors) {
        var ordered = new ArrayList<>(tensors);
        ordered.sort(Comparator.comparingInt((TensorBlock t) -> -t.type().bytes()));
        return ordered;
    }

    private static ByteBuffer header(
            Map<String, String> metadata, List<TensorBlock> declared, List<TensorBlock> ordered) {
        var begins = new HashMap<String, Long>();
        long position = 0;
        for (var tensor : ordered) {
            begins.put(tensor.name(), position);
            position += tensor.bytes();
        }
        var json = new StringBuilder("{").append(quote(TensorHeader.METADATA)).append(":{");
        var separator = "";
        for (var entry : metadata.entrySet()) {
            json.append(separator).append(quote(entry.getKey()));
            json.append(':').append(quote(entry.getValue()));
            separator = ",";
        }
        json.append('}');
        for (var tensor : declared) {
            long begin = begins.get(tensor.name());
            json.append(',').append(quote(tensor.name())).append(":{\"dtype\":");
            json.append(quote(tensor.type().safetensorsName())).append(",\"shape\":[");
            json.append(
                    Arrays.stream(tensor.shape())
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(",")));
            json.append("],\"data_offsets\":[").append(begin).append(',');
            json.append(begin + tensor.bytes()).append("]}");
        }
        json.append('}');
        var bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (bytes.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        if (padded > TensorFile.MAX_HEADER) {
            throw new IllegalArgumentException(
                    "the header of "
                            + declared.size()
                            + " tensors would be too long: "
                            + padded
                            + " bytes, at most "
                            + TensorFile.MAX_HEADER);
        }
        var header =
                ByteBuffer.allocate(TensorFile.LENGTH_BYTES + padded)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(padded)
                        .put(bytes);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.flip();
    }

    private static String quote(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                // Escaped, a lone surrogate survives; as UTF-8 it would not.
                quoted.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static void requireDistinct(List<TensorBlock> tensors) {
        var seen = new HashSet<String>();
        for (var tensor : tensors) {
            if (tensor.name().equals(TensorHeader.METADATA) || !seen.add(tensor.name())) {
                throw new IllegalArgumentException(
                        "a safetensors file cannot hold another tensor '" + tensor.name() + "'");
            }
        }
    }

    private static void writeAll(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
