package dev.forja.samples.textclassification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicCorpusTest {
    private static final String PLAIN =
            """
            From: someone@example.org
            Subject: [list] Re: Lunch
             at noon
            Content-Type: text/plain

            See http://example.org/menu, or ask cook@example.org for table 17.
            """;

    private static final String PARTS =
            """
            Content-Type: multipart/alternative; boundary="=_b"
            Subject: Offer

            not seen
            --=_b
            Content-Type: text/html
            Content-Transfer-Encoding: quoted-printable

            <html><style>p { color: red }</style><p>Buy =3D save&nbsp;mo=
            ney</p></html>
            --=_b
            Content-Type: text/plain

            the same once more
            --=_b--
            """;

    @Test
    void addressesLinksAndDigitsAreLeftOut() {
        assertThat(RawMail.subject(PLAIN)).isEqualTo("Re: Lunch at noon");
        assertThat(RawMail.body(PLAIN)).isEqualTo("See link or ask address for table 00.");
    }

    @Test
    void theFirstPartIsDecoded() {
        assertThat(RawMail.body(PARTS)).isEqualTo("Buy = save money");
        String encoded = "Content-Transfer-Encoding: base64\n\nSGVsbG8gd29ybGQ=\n";
        assertThat(RawMail.body(encoded)).isEqualTo("Hello world");
    }

    @Test
    void aMailThatCameTwiceIsKeptOnce(@TempDir Path folder) throws IOException {
        for (String group : List.of("easy-ham-1", "easy-ham-2", "hard-ham-1", "spam-1", "spam-2")) {
            Files.createDirectories(folder.resolve(group));
        }
        Files.writeString(folder.resolve("easy-ham-1/1.txt"), PLAIN);
        Files.writeString(folder.resolve("easy-ham-2/1.txt"), PLAIN.replace("17", "18"));
        Files.writeString(folder.resolve("spam-1/1.txt"), "Subject: x\n\n" + "free ".repeat(9));
        Files.writeString(folder.resolve("spam-2/1.txt"), "Subject: x\n\nshort");
        var file = folder.resolve("mails.tsv.gz");
        PublicCorpus.make(folder, file);
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo(
                            "ham\tRe: Lunch at noon\tSee link or ask address for table 00.\n"
                                    + "spam\tx\tfree free free free free free free free free\n");
        }
    }
}
