package dev.forja.samples.textclassification;

import dev.forja.runtime.train.Dataset;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Labelled mails, parted once and for all.
 *
 * @param training mails that the steps see
 * @param validation mails that show, epoch by epoch, how well it generalises
 * @param test a fifth of all mails, which nothing sees before the end
 */
record Mails(Dataset training, Dataset validation, Dataset test) {
    private static final String FILE = "mails.tsv.gz";
    private static final double TEST = 0.2;
    private static final double VALIDATION = 0.15;
    private static final long SEED = 0;

    /**
     * A mail.
     *
     * @param spam whether nobody wants it
     * @param text its subject and the beginning of what it says
     */
    record Mail(boolean spam, String text) {}

    /** The mails as numbers of words and pairs of words. */
    static Mails read() throws IOException {
        var all = readAll();
        var tokens = new int[all.size() * Tokens.LENGTH];
        var spam = new float[all.size()];
        for (int row = 0; row < spam.length; row++) {
            var mail = all.get(row);
            Tokens.copyTo(mail.text(), tokens, row * Tokens.LENGTH);
            spam[row] = mail.spam() ? 1 : 0;
        }
        var parts =
                Dataset.of(spam.length)
                        .ints("tokens", tokens)
                        .floats("spam", spam)
                        .build()
                        .split(TEST, SEED);
        var rest = parts.second().split(VALIDATION, SEED);
        return new Mails(rest.second(), rest.first(), parts.first());
    }

    static List<Mail> readAll() throws IOException {
        var mails = new ArrayList<Mail>();
        try (var bytes = Mails.class.getResourceAsStream(FILE)) {
            if (bytes == null) {
                throw new FileNotFoundException(FILE + " is missing beside " + Mails.class);
            }
            var text = new InputStreamReader(new GZIPInputStream(bytes), StandardCharsets.US_ASCII);
            var lines = new BufferedReader(text);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split("\t", -1);
                if (cells.length != 3) {
                    throw new IOException(
                            FILE + ":" + (mails.size() + 1) + ": expected label, subject and text");
                }
                mails.add(new Mail(cells[0].equals("spam"), cells[1] + "\n" + cells[2]));
            }
        }
        return mails;
    }
}
