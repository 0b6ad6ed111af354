import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class NestedLoops {
    @Entry Tensor f(@Shape("n") Tensor x) {
        int k = 0;
        for (int i = 0; i < 9_000; i++) {
            for (int j = 0; j < 9_000; j++) {
                k = i;
            }
        }
        return x.plus(k);
    }
}

/* expected:
11:45 the model is too long when its loops are unrolled
  expected: at most 1000000 statements
  found:    more
  hint:     use one operator on a larger tensor in place of a loop
*/
