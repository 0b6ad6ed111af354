import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class UnknownMethodOfTensor {
    @Entry Tensor f(@Shape("n") Tensor x) {
        return x.pluss(1).times(x.softmax());
    }
}

/* expected:
9:18 pluss: unknown method of a tensor
  expected: a method of Tensor
  found:    pluss(..)
  hint:     did you mean plus?
9:35 softmax: unknown method of a tensor
  expected: a method of Tensor
  found:    softmax(..)
  hint:     it is a function: softmax(x)
*/
