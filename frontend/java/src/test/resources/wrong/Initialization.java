import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class Initialization {
    final Dense[] layers = new Dense[2];

    {
        layers[0] = new Dense(3, 3);
    }

    @Entry Tensor f(@Shape("n, 3") Tensor x) {
        Tensor y;
        int half = 0.5;
        Tensor z = layers[1].apply(x);
        return y.plus(z);
    }
}

/* expected:
10:5 Initialization: unsupported: an initializer block
  expected: a constructor
  found:    statements in the class
16:13 half: type mismatch
  expected: int
  found:    double 0.5
17:27 []: an element without a value
  expected: an element that was assigned
  found:    int 1
18:16 y: a variable without a value
  expected: an assignment before this
  found:    y
*/
