package dev.forja.samples.support;

import java.io.IOException;

/**
 * The 1,797 handwritten digits of 8 times 8 pixels that several samples learn: the test part of
 * "Optical Recognition of Handwritten Digits" by E. Alpaydin and C. Kaynak, UCI Machine Learning
 * Repository (1998), <a href="https://doi.org/10.24432/C50P49">doi:10.24432/C50P49</a>, CC BY 4.0.
 */
public final class HandwrittenDigits {
    /** Pixels of a row and column of an image. */
    public static final int SIDE = 8;

    /** Digits that there are. */
    public static final int CLASSES = 10;

    private static final int PIXELS = SIDE * SIDE;
    private static final float INK = 16;

    private HandwrittenDigits() {}

    /** All images, in the order of the file. */
    public static LabelledImages read() throws IOException {
        var table = NumberTable.read(HandwrittenDigits.class, "digits.csv.gz", false);
        float[] pixels = table.columns(0, PIXELS);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] /= INK;
        }
        return new LabelledImages(SIDE, pixels, table.classes(PIXELS));
    }
}
