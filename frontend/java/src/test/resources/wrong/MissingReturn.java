import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class MissingReturn {
    static final boolean DEEP = false;

    Tensor g(Tensor x) {
        if (DEEP) {
            return relu(x);
        }
    }

    @Entry Tensor f(@Shape("n") Tensor x) {
        Tensor y = g(x);
        return;
    }
}

/* expected:
10:12 MissingReturn.g: missing return
  expected: a return of Tensor
  found:    the end of the method
  hint:     in MissingReturn.g, called at MissingReturn.java:17:20
18:9 return: return without a value
  expected: Tensor
  found:    nothing
*/
