import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class TooManyElements {
    @Parameter Tensor w = zeros(2_000_000_000, 2_000_000_000, 2_000_000_000);

    @Entry Tensor f(@Shape("n, 60000, 60000") Tensor x, @Shape("60000") Tensor y) {
        Tensor z = y.reshape(-1, 1).plus(y);
        return z.reshape(2_000_000_000, 2_000_000_000, 2_000_000_000);
    }
}

/* expected:
8:23 w: a tensor with too many elements
  expected: at most 2147483647 elements
  found:    [2000000000, 2000000000, 2000000000]
11:37 plus: a tensor with too many elements
  expected: at most 2147483647 elements
  found:    [60000, 60000]
*/
