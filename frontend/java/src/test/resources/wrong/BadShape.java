import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class BadShape {
    @Entry Tensor f(@Shape("n, 64 x") Tensor x, @Shape("3, -1") Tensor y, @Shape(64) Tensor z) {
        return relu(x);
    }
}

/* expected:
8:28 @Shape: can't read the shape: expected ',' or end of shape at position 6 of "n, 64 x", found 'x'
  expected: sizes and symbols with commas between, such as "n, 64"
  found:    "n, 64 x"
8:72 @Shape: a negative size
  expected: sizes of 0 or more
  found:    [3, -1]
8:82 @Shape: no text
  expected: such as "n, 64"
  found:    int 64
*/
