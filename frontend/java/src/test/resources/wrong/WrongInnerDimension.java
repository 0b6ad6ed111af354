import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class WrongInnerDimension {
    @Parameter Tensor w = zeros(128, 10);

    @Entry Tensor classify(@Shape("n, 64") Tensor pixels) {
        return softmax(matmul(pixels, w));
    }
}

/* expected:
11:24 matmul: inner dimensions differ
  expected: last dimension of a equal to second last dimension of b
  found:    f32[n, 64] and f32[128, 10]: 64 and 128
*/
