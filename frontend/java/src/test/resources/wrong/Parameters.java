import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class Parameters {
    @Parameter Tensor none;
    @Parameter Tensor number = 1;
    @Parameter Tensor computed = relu(zeros(3));
    @Parameter static Tensor shared = zeros(3);
    @Parameter Tensor empty = zeros(0, 3);
    @Parameter Tensor huge = zeros(100_000, 100_000);
    @Parameter IntTensor integer = zeros(3);
    @Parameter(trained = false) Tensor frozen = zeros(3);
    @Parameter Tensor spread = truncatedNormal(-1, 3);
    @Parameter Tensor fans = glorot(3);
    Tensor plain = zeros(3);

    @Entry Tensor f(@Shape("n") Tensor x) {
        return x.plus(none).plus(number).plus(plain);
    }
}

/* expected:
8:23 none: a parameter without an initializer
  expected: = zeros(..), glorot(..) or another initializer
  found:    nothing
9:23 number: a parameter without an initializer
  expected: zeros(..), glorot(..) or another initializer
  found:    int 1
10:34 relu: tensors can't be computed in a field or constructor
  expected: an initializer such as zeros(10)
  found:    relu(..)
  hint:     compute it in a method
11:30 @Parameter: a static parameter
  expected: a field of each instance
  found:    static shared
  hint:     drop static
12:23 empty: a parameter without elements
  expected: sizes of 1 or more
  found:    [0, 3]
13:23 huge: a tensor with too many elements
  expected: at most 2147483647 elements
  found:    [100000, 100000]
14:26 @Parameter: a parameter of another type
  expected: Tensor
  found:    IntTensor
15:16 @Parameter: unknown attribute
  expected: trainable = true or false
  found:    trained = false
16:32 truncatedNormal: arguments out of range
  expected: a standard deviation of 0 or more
  found:    truncatedNormal -1
17:30 glorot: wrong number of arguments
  expected: glorot(int... sizes) of at least two sizes
  found:    int 3
18:12 plain: a tensor field that is no parameter
  expected: @Parameter Tensor plain
  found:    Tensor plain = zeros(3);
  hint:     @Parameter(trainable = false) keeps its value
*/
