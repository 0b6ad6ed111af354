import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class Recursion {
    Tensor g(Tensor x) {
        return h(x.plus(1));
    }

    Tensor h(Tensor x) {
        return relu(g(x));
    }

    @Entry Tensor f(@Shape("n") Tensor x) {
        return g(x);
    }
}

/* expected:
13:21 Recursion.g: recursion
  expected: methods that don't call themselves
  found:    Recursion.g -> Recursion.h -> Recursion.g
  hint:     use a loop over a constant (in Recursion.h, called at Recursion.java:9:16)
*/
