import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class UnknownFunction {
    @Entry Tensor f(@Shape("n") Tensor x) {
        Tensor y = rellu(x);
        return sigmoid(y);
    }
}

/* expected:
9:20 rellu: unknown method
  expected: a method of this class or a function of the model language
  found:    rellu(..)
  hint:     did you mean relu?
*/
