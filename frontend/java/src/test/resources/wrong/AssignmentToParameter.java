import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class AssignmentToParameter {
    static final int K = 2;
    @Parameter Tensor w = zeros(3);

    @Entry Tensor f(@Shape("n, 3") Tensor x) {
        w = w.plus(1);
        this.w = x;
        K = 3;
        x.plus(1);
        return x.plus(w);
    }
}

/* expected:
12:9 w: assignment to a parameter
  expected: an assignment to a local variable
  found:    a field outside a constructor
  hint:     the optimizer of a @Loss changes parameters
13:14 w: assignment to a parameter
  expected: an assignment to a local variable
  found:    a field outside a constructor
  hint:     the optimizer of a @Loss changes parameters
14:9 K: assignment to a field
  expected: an assignment to a local variable
  found:    a field outside a constructor
  hint:     use a local variable
15:11 plus: the result isn't used
  expected: an assignment or a return
  found:    x.plus(1)
  hint:     tensors never change; write x = x.plus(1)
*/
