import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class UnknownMethodOfLayer {
    final Dense dense = new Dense(4, 2);

    @Entry Tensor f(@Shape("n, 4") Tensor x) {
        return dense.aply(x);
    }
}

/* expected:
11:22 aply: unknown method of Dense
  expected: one of [apply]
  found:    aply(..)
  hint:     did you mean apply?
*/
