package dev.forja.runtime;

import java.util.HexFormat;
import java.util.zip.CRC32;

/** The CRC-32 of ISO 3309, as zip files have it. */
final class Crc32Sum implements DataSum {
    private final CRC32 sum = new CRC32();

    @Override
    public void add(byte[] bytes, int count) {
        sum.update(bytes, 0, count);
    }

    @Override
    public String name() {
        return "CRC-32";
    }

    @Override
    public String digits() {
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
