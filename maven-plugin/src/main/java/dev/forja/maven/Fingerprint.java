package dev.forja.maven;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A digest of everything that decides what the compiler writes. Each part is framed by its length,
 * so parts never run together.
 */
final class Fingerprint {
    private final MessageDigest digest = sha256();

    void text(String name, String value) {
        frame(name.getBytes(StandardCharsets.UTF_8));
        frame(value.getBytes(StandardCharsets.UTF_8));
    }

    void file(String name, Path file) throws IOException {
        frame(name.getBytes(StandardCharsets.UTF_8));
        frame(Files.readAllBytes(file));
    }

    /**
     * A jar, or a folder of classes as it stands in a reactor that does not package; a module
     * without classes has none.
     */
    void tree(String name, Path jarOrFolder) throws IOException {
        if (!Files.exists(jarOrFolder)) {
            return;
        }
        if (!Files.isDirectory(jarOrFolder)) {
            file(name, jarOrFolder);
            return;
        }
        List<Path> files;
        try (var walk = Files.walk(jarOrFolder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            file(name + "/" + jarOrFolder.relativize(file), file);
        }
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The digest of one file's bytes alone. */
    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private void frame(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
