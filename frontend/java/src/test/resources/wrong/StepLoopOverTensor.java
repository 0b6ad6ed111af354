import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;
import java.util.*;

@Model
class StepLoopOverTensor {
    @Entry Tensor f(@Shape("n, 4") Tensor x) {
        Tensor y = zeros(4);
        for (Tensor step : x) {
            y = y.plus(step);
        }
        return y.plus(stack(steps(mean(x))));
    }
}

/* expected:
11:28 for: a loop that depends on data
  expected: an array or a list of constants or layers
  found:    f32[n, 4]
  hint:     loop over steps(x)
14:29 steps: no such axis to step along
  expected: a tensor of rank 1 or more
  found:    f32[]
*/
