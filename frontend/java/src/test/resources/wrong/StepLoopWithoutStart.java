import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;
import java.util.*;

@Model
class StepLoopWithoutStart {
    @Entry Tensor f(@Shape("n, 4") Tensor x) {
        Tensor y;
        for (Tensor step : steps(x)) {
            y = step;
        }
        return y;
    }
}

/* expected:
11:9 y: a loop over steps can't change it
  expected: a tensor with a first value before the loop
  found:    no value
  hint:     start with zeros(..)
*/
