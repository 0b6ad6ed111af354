import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class LossWithoutParameters {
    @Parameter(trainable = false) Tensor w = zeros(3);

    @Loss Tensor loss(@Shape("n, 3") Tensor x) {
        return mean(x.plus(w));
    }
}

/* expected:
10:18 @Loss: a loss of a model without trainable parameters
  expected: a field such as @Parameter Tensor w = zeros(10)
  found:    none
*/
