package dev.forja.samples.digits;

import dev.forja.runtime.train.Dataset;
import dev.forja.samples.support.ConfusionMatrix;
import dev.forja.samples.support.Values;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model says of labelled images.
 *
 * @param matrix which digit it took for which
 * @param mistakes the images that it got wrong
 */
record Evaluation(ConfusionMatrix matrix, List<Mistake> mistakes) {
    /**
     * An image whose digit was not found.
     *
     * @param pixels its pixels, from 0 to 1
     * @param actual its digit
     * @param predicted the digit that it was taken for
     */
    record Mistake(float[] pixels, int actual, int predicted) {}

    static Evaluation of(Digits model, Dataset images) {
        float[] pixels = images.floats("pixels");
        int[] label = images.ints("label");
        float[] probability = model.classify(pixels, images.rows());
        int[] likeliest = Values.likeliest(probability, DigitImages.CLASSES);
        var matrix = new ConfusionMatrix(DigitImages.CLASSES);
        var mistakes = new ArrayList<Mistake>();
        for (int row = 0; row < label.length; row++) {
            int predicted = likeliest[row];
            matrix.add(label[row], predicted);
            if (predicted != label[row]) {
                var image = new float[DigitImages.PIXELS];
                System.arraycopy(pixels, row * image.length, image, 0, image.length);
                mistakes.add(new Mistake(image, label[row], predicted));
            }
        }
        return new Evaluation(matrix, List.copyOf(mistakes));
    }
}
