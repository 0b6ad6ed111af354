import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class LoopOverSteps {
    @Entry Tensor f(@Shape("n, 4") Tensor x) {
        Tensor y = zeros(4);
        for (Tensor step : steps(x)) {
            y = y.plus(step);
        }
        return y;
    }
}

/* expected:
10:28 steps: loops over the steps of a tensor aren't supported yet
  expected: a loop over a constant
  found:    steps(..)
  hint:     they come with the recurrent models
*/
