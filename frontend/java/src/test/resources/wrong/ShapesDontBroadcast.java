import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class ShapesDontBroadcast {
    @Entry Tensor f(@Shape("n, 3") Tensor x, @Shape("n, 4") Tensor y) {
        return x.plus(y);
    }
}

/* expected:
9:18 plus: shapes don't broadcast
  expected: equal dimensions, or 1, counted from the right
  found:    [n, 3] and [n, 4]: 3 against 4
*/
