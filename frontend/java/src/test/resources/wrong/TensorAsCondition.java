import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class TensorAsCondition {
    @Entry Tensor f(@Shape("n") Tensor x) {
        Tensor y;
        if (x.greaterThan(0)) {
            y = x;
        } else {
            y = exp(x);
        }
        Tensor z = sum(x).lessThan(1) ? x : y;
        return z;
    }
}

/* expected:
10:15 if: a tensor as a condition
  expected: a compile-time boolean
  found:    bool[n]
  hint:     use where(condition, a, b)
15:27 ?:: a tensor as a condition
  expected: a compile-time boolean
  found:    bool[]
  hint:     use where(condition, a, b)
*/
