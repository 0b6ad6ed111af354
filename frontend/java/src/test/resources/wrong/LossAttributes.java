import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class LossAttributes {
    @Parameter Tensor w = zeros(3);

    @Loss(optimizer = "adam", betta1 = 0.5) Tensor a(@Shape("n, 3") Tensor x) {
        return mean(x.plus(w));
    }

    @Loss("adam") Tensor b(@Shape("n, 3") Tensor x) {
        return mean(x.plus(w));
    }
}

/* expected:
10:31 @Loss: unknown attribute
  expected: optimizer = "..", or a number for one of [beta1, beta2, clipByGlobalNorm, clipByValue, epsilon, initialAccumulator, momentum, rho, weightDecay]
  found:    betta1 = 0.5
  hint:     did you mean beta1?
14:5 @Loss: an attribute without a name
  expected: @Loss(optimizer = "adam")
  found:    @Loss("adam")
*/
