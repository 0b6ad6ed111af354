import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class LossOfIntegers {
    @Parameter Tensor w = zeros(3);

    @Loss IntTensor loss(@Shape("n, 3") Tensor x) {
        return argMax(x.times(w).reshape(-1), 0);
    }
}

/* expected:
10:21 @Loss: a loss that isn't floating point
  expected: f32[]
  found:    i32[]
  hint:     use cast(x, Tensor.class)
*/
