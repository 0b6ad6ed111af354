package dev.forja.samples.support;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * Tiny Shakespeare: 1,115,394 characters from plays of William Shakespeare, as put together by A.
 * Karpathy, "The Unreasonable Effectiveness of Recurrent Neural Networks" (2015). In the public
 * domain.
 */
public final class TinyShakespeare {
    private static final String RESOURCE = "tinyshakespeare.txt.gz";

    private TinyShakespeare() {}

    /** The whole text, over an alphabet of 65 characters. */
    public static CharacterText read() throws IOException {
        try (var bytes = TinyShakespeare.class.getResourceAsStream(RESOURCE)) {
            if (bytes == null) {
                throw new FileNotFoundException(RESOURCE + " is missing");
            }
            var text = new GZIPInputStream(bytes).readAllBytes();
            return CharacterText.of(new String(text, StandardCharsets.US_ASCII));
        }
    }
}
