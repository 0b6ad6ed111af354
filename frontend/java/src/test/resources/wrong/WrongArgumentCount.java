import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class WrongArgumentCount {
    Tensor g(Tensor x, int k) {
        return x.times(k);
    }

    @Entry Tensor f(@Shape("n") Tensor x) {
        return relu(x, 2).plus(g(x)).plus(matmul(x)).plus(argMax(x));
    }
}

/* expected:
13:24 relu: an argument too many
  expected: relu(x)
  found:    f32[n], int 2
13:32 g: wrong number of arguments
  expected: g(Tensor x, int k)
  found:    f32[n]
13:43 matmul: wrong number of arguments
  expected: matmul(a, b)
  found:    f32[n]
13:59 argMax: wrong number of arguments
  expected: argMax(x, int axis, boolean keepDims)
  found:    f32[n]
*/
