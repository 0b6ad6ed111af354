import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class LayerRefusesArguments {
    final Half half = new Half(3);

    static class Half {
        final int units;

        Half(int inputs) {
            if (inputs % 2 != 0) {
                throw new IllegalArgumentException("inputs is odd: " + inputs);
            }
            units = inputs / 2;
        }
    }

    @Entry Tensor f(@Shape("n") Tensor x) {
        return relu(x);
    }
}

/* expected:
15:17 Half: refused: inputs is odd: 3
  hint:     in new Half, called at LayerRefusesArguments.java:8:23
*/
