import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class MissingShape {
    @Entry Tensor f(Tensor x, @Shape("n") Tensor y) {
        return relu(x).plus(y);
    }
}

/* expected:
8:28 x: an input without a shape
  expected: @Shape("n, 64") Tensor
  found:    Tensor x
  hint:     name what varies, and give the rest as numbers
*/
