import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

/** A decoder of sizes that no vector fills. */
@Model
class SmallTransformer {
    static final int CHARACTERS = 11, CONTEXT = 7, WIDTH = 12, HEADS = 3;

    final Embedding characters = new Embedding(CHARACTERS, WIDTH);
    @Parameter final Tensor positions = normal(0.02, CONTEXT, WIDTH);
    final TransformerBlock first = new TransformerBlock(WIDTH, HEADS, true, 0.1);
    final TransformerBlock second = new TransformerBlock(WIDTH, HEADS, true);
    final LayerNorm norm = new LayerNorm(WIDTH);
    final Dense output = new Dense(WIDTH, CHARACTERS);

    @Loss(optimizer = "adamw", clipByGlobalNorm = 1, weightDecay = 0.01)
    Tensor loss(@Shape("n, 7") IntTensor text, @Shape("n, 7") IntTensor next) {
        Tensor x = characters.apply(text).plus(positions);
        x = second.apply(first.apply(x));
        return mean(softmaxCrossEntropy(output.apply(norm.apply(x)), next));
    }
}
