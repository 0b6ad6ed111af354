import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class InputNamedAsParameter {
    @Parameter Tensor w = zeros(3);

    @Entry Tensor f(@Shape("n, 3") Tensor w, int k) {
        return w.times(k);
    }
}

/* expected:
10:43 w: an input with the name of a parameter
  expected: another name
  found:    w
  hint:     the generated method names both
10:50 k: an input that is no tensor
  expected: Tensor, IntTensor, LongTensor or BoolTensor
  found:    int
*/
