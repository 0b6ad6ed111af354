import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class WrongAxis {
    @Entry Tensor f(@Shape("n, 6") Tensor x) {
        int k = x.dim(2);
        return softmax(x, 2).plus(x.reshape(-1, 4)).plus(slice(x, 5, 0, 1)).plus(transpose(x, 0, 0)).plus(k);
    }
}

/* expected:
9:23 dim: axis out of range
  expected: an axis from -2 to 1 of f32[n, 6]
  found:    2
10:16 softmax: axis out of range
  expected: an axis from -2 to 1
  found:    2
10:37 reshape: the size -1 stands for doesn't come out even
  expected: sizes that divide the elements of f32[n, 6]
  found:    [1, 4]
10:67 slice: axis out of range
  expected: an axis from -2 to 1
  found:    5
10:82 transpose: no permutation of the axes
  expected: each axis of f32[n, 6] once
  found:    [0, 0]
*/
