import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;
import java.util.*;

@Model
class StepLoopCounts {
    @Entry Tensor f(@Shape("n, 4") Tensor x) {
        Tensor y = zeros(4);
        int count = 0;
        for (Tensor step : steps(x)) {
            y = y.plus(step);
            count++;
        }
        return y.times(count);
    }
}

/* expected:
12:9 count: a loop over steps can't change it
  expected: a tensor with a first value before the loop
  found:    int 0
  hint:     the number of steps isn't known; count in a tensor
*/
