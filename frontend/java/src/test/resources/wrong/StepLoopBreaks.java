import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;
import java.util.*;

@Model
class StepLoopBreaks {
    @Entry Tensor f(@Shape("n, 4") Tensor x) {
        Tensor y = zeros(4);
        for (Tensor step : steps(x)) {
            y = y.plus(step);
            break;
        }
        return y;
    }
}

/* expected:
11:9 for: a loop over steps runs to its end
  expected: a body without break and return
  found:    break
  hint:     use where(..) to keep a value from some step on
*/
