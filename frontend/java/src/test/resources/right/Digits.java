package example;

import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Dense;

/** Tells handwritten digits apart. */
@Model
class Digits {
    static final int PIXELS = 64, HIDDEN = 128, CLASSES = 10;

    @Parameter Tensor w1 = truncatedNormal(0.1f, PIXELS, HIDDEN);
    @Parameter Tensor b1 = zeros(HIDDEN);
    final Dense output = new Dense(HIDDEN, CLASSES);

    Tensor logits(@Shape("n, 64") Tensor pixels) {
        Tensor hidden = relu(matmul(pixels, w1).plus(b1));
        return output.apply(hidden);
    }

    /**
     * The probability of each digit.
     *
     * @param pixels rows of 8 times 8 pixels
     */
    @Entry
    Tensor classify(@Shape("n, 64") Tensor pixels) {
        return softmax(logits(pixels));
    }

    @Loss(optimizer = "gradientDescent")
    Tensor loss(@Shape("n, 64") Tensor pixels, @Shape("n") IntTensor label) {
        return mean(softmaxCrossEntropy(logits(pixels), label));
    }
}
