package dev.forja.frontend.onnx.data;

import dev.forja.frontend.onnx.proto.TensorMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Data that lies in files beside the model. No file outside the model's folder is opened, and none
 * through a symbolic link.
 */
public final class ExternalFiles {
    private final Path folder;
    private final Map<Path, NavigableMap<Long, Long>> claimed = new HashMap<>();

    /**
     * @param folder of the model file
     */
    public ExternalFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The bytes of a tensor.
     *
     * @throws OnnxDataException when the place is not a range of a plain file below the folder
     */
    ByteBuffer read(TensorMessage tensor, long expected) {
        var entries = new HashMap<String, String>();
        tensor.getExternalList().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        var location = entries.get("location");
        if (location == null || location.isEmpty()) {
            throw OnnxDataException.invalid("external data without a location");
        }
        var file = file(location);
        long offset = number(entries.getOrDefault("offset", "0"), "offset");
        try {
            long size = Files.size(file);
            long length =
                    entries.containsKey("length")
                            ? number(entries.get("length"), "length")
                            : expected;
            if (length != expected) {
                throw OnnxDataException.invalid(
                        "tensor of "
                                + expected
                                + " bytes by its shape has "
                                + length
                                + " in "
                                + location);
            }
            if (offset > size || length > size - offset) {
                throw OnnxDataException.invalid(
                        "external data from "
                                + offset
                                + ", "
                                + length
                                + " bytes, lies outside of "
                                + location
                                + ", which has "
                                + size);
            }
            claim(location, file, offset, length);
            return read(file, offset, Math.toIntExact(length));
        } catch (IOException | ArithmeticException e) {
            throw OnnxDataException.invalid("external data " + location + " can't be read");
        }
    }

    /** Two tensors may be the same bytes, but not share a part of theirs. */
    private void claim(String location, Path file, long offset, long length) {
        var claims = claimed.computeIfAbsent(file, _ -> new TreeMap<>());
        var before = claims.floorEntry(offset);
        var after = claims.higherKey(offset);
        boolean isSame = before != null && before.getKey() == offset && before.getValue() == length;
        boolean overlaps =
                length > 0
                        && !isSame
                        && ((before != null && before.getKey() + before.getValue() > offset)
                                || (after != null && after < offset + length));
        if (overlaps) {
            throw OnnxDataException.invalid(
                    "external data from "
                            + offset
                            + ", "
                            + length
                            + " bytes, overlaps that of another tensor in "
                            + location);
        }
        if (length > 0) {
            claims.put(offset, length);
        }
    }

    private static ByteBuffer read(Path file, long offset, int length) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            var buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw new IOException("the file ends early");
                }
            }
            return buffer.flip();
        }
    }

    private Path file(String location) {
        try {
            var relative = Path.of(location.replace('\\', '/'));
            boolean leaves = relative.isAbsolute() || location.startsWith("/");
            for (var part : relative) {
                leaves |= part.toString().equals("..");
            }
            if (leaves) {
                throw OnnxDataException.invalid(
                        "external data '" + location + "' lies outside of the model's folder");
            }
            var file = folder;
            for (var part : relative) {
                file = file.resolve(part);
                if (Files.isSymbolicLink(file)) {
                    throw OnnxDataException.invalid(
                            "external data '" + location + "' goes through a symbolic link");
                }
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw OnnxDataException.invalid("external data '" + location + "' is no file");
            }
            return file;
        } catch (InvalidPathException _) {
            throw OnnxDataException.invalid("external data with an impossible location");
        }
    }

    private static long number(String text, String what) {
        try {
            long number = Long.parseLong(text.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // refused below, as a negative number is
        }
        throw OnnxDataException.invalid("external data with the " + what + " '" + text + "'");
    }
}
