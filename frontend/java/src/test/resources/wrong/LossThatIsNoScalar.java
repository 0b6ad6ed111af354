import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class LossThatIsNoScalar {
    @Parameter Tensor w = zeros(3);

    @Loss Tensor loss(@Shape("n, 3") Tensor x) {
        return x.plus(w);
    }
}

/* expected:
10:18 @Loss: a loss that is no scalar
  expected: f32[]
  found:    f32[n, 3]
  hint:     reduce it with mean(..) or sum(..)
*/
