import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class RankMismatchOfArgument {
    Tensor g(@Shape("n, 4") Tensor x) {
        return relu(x);
    }

    @Entry Tensor f(@Shape("n, 2, 2") Tensor x) {
        return g(x);
    }
}

/* expected:
13:16 g: rank mismatch of x
  expected: rank 2 [n, 4]
  found:    rank 3 [n, 2, 2]
*/
