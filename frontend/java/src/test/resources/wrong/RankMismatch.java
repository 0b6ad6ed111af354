import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class RankMismatch {
    @Parameter Tensor w = zeros(4, 3);

    @Entry Tensor f(@Shape("n, 4") Tensor x, @Shape("n") Tensor y) {
        return concat(0, matmul(x, w), y);
    }
}

/* expected:
11:16 concat: operands that don't join
  expected: f32[n, 3] but for axis 0
  found:    f32[n]
*/
