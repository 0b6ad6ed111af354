import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class EntriesAndInputs {
    @Parameter Tensor w = zeros(3);

    @Entry @Loss Tensor both(@Shape("n, 3") Tensor x) {
        return mean(x.plus(w));
    }

    @Entry Tensor many(@Shape("n") Tensor... xs) {
        return xs[0];
    }

    @Entry Tensor twice(@Shape("n") Tensor x, @Shape("n") Tensor x) {
        return x;
    }
}

/* expected:
10:25 both: both an entry and a loss
  expected: @Entry or @Loss
  found:    @Entry @Loss
  hint:     write an entry that returns the result of the loss
14:46 xs: a variable number of inputs
  expected: one tensor
  found:    @Shape("n") Tensor... xs
18:66 twice: two arguments of one name
  expected: another name
  found:    x
*/
