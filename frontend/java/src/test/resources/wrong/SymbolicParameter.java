import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class SymbolicParameter {
    @Parameter Tensor w = zeros(n, 3);

    @Entry Tensor f(@Shape("n, 3") Tensor x) {
        return x.plus(new Dense(x.dim(0), 3).apply(x)).plus(glorot(3, 3)).plus(w);
    }
}

/* expected:
8:33 n: unknown variable
  expected: a local variable, a field or a constant
  found:    n
  hint:     sizes of parameters are constants; the symbols of a @Shape are sizes of inputs alone
11:23 new Dense: a layer made in a method
  expected: a field: final Dense layer = new Dense(..)
  found:    new Dense(x.dim(0), 3)
  hint:     its parameters belong to the model, so a field has to hold it
11:61 glorot: a random initializer makes no tensor in a method
  expected: a @Parameter field
  found:    a method
  hint:     move it to a field: @Parameter Tensor w = glorot(..)
*/
