import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class NoEntry {
    @Parameter Tensor w = zeros(3);

    Tensor f(@Shape("n") Tensor x) {
        return relu(x).foo();
    }
}

/* expected:
7:7 NoEntry: a model without an entry
  expected: a method with @Entry or @Loss
  found:    none
11:24 foo: unknown method of a tensor
  expected: a method of Tensor
  found:    foo(..)
*/
