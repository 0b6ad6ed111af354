import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class WrongInnerDimensionInLayer {
    final Dense output = new Dense(128, 10);

    @Entry Tensor classify(@Shape("n, 64") Tensor pixels) {
        return output.apply(pixels);
    }
}

/* expected:
11:23 matmul: inner dimensions differ
  expected: last dimension of a equal to second last dimension of b
  found:    f32[n, 64] and f32[128, 10]: 64 and 128
  hint:     in Dense.apply at dev/forja/dsl/layer/Dense.java:31:16
*/
