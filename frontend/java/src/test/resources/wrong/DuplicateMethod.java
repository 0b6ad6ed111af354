import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class DuplicateMethod {
    @Entry Tensor f(@Shape("n") Tensor x) {
        return relu(x);
    }

    @Entry Tensor f(@Shape("m") Tensor y) {
        return exp(y);
    }
}

/* expected:
12:19 f: two methods of one signature
  expected: another name or other parameters
  found:    f(Tensor)
12:19 f: two entries of one name
  expected: a name of its own for each @Entry and @Loss
  found:    f
*/
