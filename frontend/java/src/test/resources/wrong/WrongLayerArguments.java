import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class WrongLayerArguments {
    final Dense a = new Dense(4);
    final Dense b = new Dense(4, 0.5);
    final int c = new Dense(4, 4);

    @Entry Tensor f(@Shape("n, 4") Tensor x) {
        return a.apply(x);
    }
}

/* expected:
8:21 new Dense: wrong number of arguments
  expected: new Dense(int inputs, int units)
  found:    int 4
9:34 new Dense: argument of the wrong type
  expected: new Dense(int inputs, int units)
  found:    int 4, double 0.5
10:15 c: type mismatch
  expected: int
  found:    Dense
*/
