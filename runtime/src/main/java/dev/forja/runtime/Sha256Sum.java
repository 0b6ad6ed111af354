package dev.forja.runtime;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, by which files are told apart whoever made them. */
final class Sha256Sum implements DataSum {
    private final MessageDigest digest;

    Sha256Sum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void add(byte[] bytes, int count) {
        digest.update(bytes, 0, count);
    }

    @Override
    public String name() {
        return "SHA-256";
    }

    @Override
    public String digits() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
