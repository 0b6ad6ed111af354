import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;
import java.util.*;

@Model
class StepLoopChangesShape {
    @Entry Tensor f(@Shape("n, 4") Tensor x) {
        Tensor y = zeros(1);
        for (Tensor step : steps(x)) {
            y = y.plus(step);
        }
        return y;
    }
}

/* expected:
11:9 y: its type changes from step to step
  expected: the type it starts with, f32[1]
  found:    f32[4]
  hint:     start with a tensor of that shape, such as zeros(x.dim(0), 8)
*/
