import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class SyntaxError {
    @Entry Tensor f(@Shape("n") Tensor x) {
        Tensor y = relu(x)
        return y;
    }
}

/* expected:
10:9 Java syntax error
  expected: an operator or ';'
  found:    'return'
*/
