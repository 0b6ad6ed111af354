package dev.forja.samples.digits;

import java.util.List;

/** Draws images side by side as text. */
final class Drawing {
    private static final String SHADES = " .:-=+*#%@";

    /** Two characters a pixel, as characters are about twice as high as wide. */
    private static final int COLUMNS = 2 * DigitImages.SIDE;

    private static final String GAP = "    ";

    private Drawing() {}

    static String text(List<Evaluation.Mistake> mistakes) {
        var text = new StringBuilder();
        for (var mistake : mistakes) {
            String caption = mistake.actual() + " taken for " + mistake.predicted();
            text.append(caption).repeat(' ', COLUMNS - caption.length()).append(GAP);
        }
        for (int row = 0; row < DigitImages.SIDE; row++) {
            text.append(System.lineSeparator());
            for (var mistake : mistakes) {
                for (int column = 0; column < DigitImages.SIDE; column++) {
                    text.repeat(shade(mistake.pixels()[row * DigitImages.SIDE + column]), 2);
                }
                text.append(GAP);
            }
        }
        return text.toString();
    }

    private static char shade(float ink) {
        int last = SHADES.length() - 1;
        return SHADES.charAt(Math.clamp(Math.round(ink * last), 0, last));
    }
}
