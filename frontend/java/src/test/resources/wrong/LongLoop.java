import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class LongLoop {
    @Entry Tensor f(@Shape("n") Tensor x) {
        Tensor y = x;
        for (int i = 0; i < 1_000_000; i++) {
            int k = i;
        }
        while (true) {
        }
    }
}

/* expected:
10:9 for: a loop too long to unroll
  expected: at most 10000 iterations
  found:    more
  hint:     use one operator on a larger tensor
13:9 while: a loop too long to unroll
  expected: at most 10000 iterations
  found:    more
  hint:     use one operator on a larger tensor
*/
