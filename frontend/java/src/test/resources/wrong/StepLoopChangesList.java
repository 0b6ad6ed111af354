import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;
import java.util.*;

@Model
class StepLoopChangesList {
    @Entry Tensor f(@Shape("n, 4") Tensor x) {
        Tensor[] parts = {zeros(4), zeros(4)};
        List<Integer> numbers = new ArrayList<>();
        for (Tensor step : steps(x)) {
            parts[0] = step;
        }
        for (Tensor step : steps(x)) {
            numbers.add(3);
        }
        return parts[0];
    }
}

/* expected:
12:9 parts: a loop over steps can't change it
  expected: a list that the body adds to
  found:    a changed element
15:9 numbers: only tensors can be stacked
  expected: a tensor a step
  found:    int 3
*/
