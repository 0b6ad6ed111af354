import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class DataDependentLoop {
    @Entry Tensor f(@Shape("n, 4") Tensor x) {
        Tensor y = x;
        while (sum(y).greaterThan(1)) {
            y = y.dividedBy(2);
        }
        for (int i = 0; i < x.dim(0); i++) {
            y = relu(y);
        }
        for (Tensor row : x) {
            y = y.plus(row);
        }
        return y;
    }
}

/* expected:
10:23 while: a loop that depends on data
  expected: a compile-time boolean
  found:    bool[]
  hint:     loop over a constant, or over steps(x)
13:25 <: a condition on a symbolic size
  expected: sizes that are known when the model is compiled
  found:    0 and n
  hint:     bind the symbol at build time, or give the size as a constant
16:27 for: a loop that depends on data
  expected: an array or a list of constants or layers
  found:    f32[n, 4]
  hint:     loop over steps(x)
*/
