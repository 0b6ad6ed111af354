package dev.forja.samples.textclassification;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes subject and readable text out of a mail as it was sent (RFC 822 and 2045). */
final class RawMail {
    private static final Pattern SUBJECT = header("subject");
    private static final Pattern TYPE = header("content-type");
    private static final Pattern ENCODING = header("content-transfer-encoding");
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=\"?([^\";\\r\\n]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HIDDEN =
            Pattern.compile("<(style|script)\\b.*?</\\1>", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("=([0-9A-Fa-f]{2})");

    private RawMail() {}

    private static Pattern header(String name) {
        // A header goes on over lines that begin with white space.
        return Pattern.compile(
                "^" + name + ":((?:.*)(?:\\n[ \\t].*)*)",
                Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }

    /** The subject, without the names of mailing lists in brackets: they would tell too much. */
    static String subject(String mail) {
        return clean(find(SUBJECT, head(mail)).replaceAll("\\[[^]]*]", " "));
    }

    /** The text of the mail, of its first part if it has several. */
    static String body(String mail) {
        String head = head(mail);
        String body = mail.substring(Math.min(mail.length(), head.length()));
        Matcher boundary = BOUNDARY.matcher(find(TYPE, head));
        if (boundary.find()) {
            String[] parts = body.split(Pattern.quote("--" + boundary.group(1).strip()), 3);
            return parts.length > 1 ? body(parts[1].stripLeading()) : clean(body);
        }
        return clean(decode(body, find(ENCODING, head).strip().toLowerCase(Locale.ROOT)));
    }

    private static String head(String mail) {
        int end = mail.indexOf("\n\n");
        return end < 0 ? mail : mail.substring(0, end);
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String decode(String body, String encoding) {
        return switch (encoding) {
            case "base64" ->
                    new String(
                            Base64.getMimeDecoder().decode(whole(body)),
                            StandardCharsets.ISO_8859_1);
            case "quoted-printable" ->
                    QUOTED.matcher(body.replace("=\n", ""))
                            .replaceAll(found -> {
                                int code = Integer.parseInt(found.group(1), 16);
                                return Matcher.quoteReplacement("" + (char) code);
                            });
            default -> body;
        };
    }

    /** Text in base 64 without a last digit that is none of a byte: some mails are cut off. */
    private static String whole(String body) {
        String digits = body.replaceAll("[^A-Za-z0-9+/]", "");
        return digits.length() % 4 == 1 ? digits.substring(0, digits.length() - 1) : digits;
    }

    /**
     * What a reader sees, in one line of ASCII. Addresses, links and digits, which may be personal,
     * become the words "address", "link" and the digit 0.
     */
    private static String clean(String text) {
        return HIDDEN.matcher(text)
                .replaceAll(" ")
                .replaceAll("<[^<>]*>", " ")
                .replaceAll("&[#a-zA-Z0-9]{1,7};", " ")
                .replaceAll("\\S+@\\S+", " address ")
                .replaceAll("(?i)\\b(https?://|www\\.)\\S+", " link ")
                .replaceAll("[0-9]", "0")
                .replaceAll("[^\\x21-\\x7e]+", " ")
                .strip();
    }
}
