import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class WrongArgumentType {
    Tensor g(Tensor x, int k) {
        return x.times(k);
    }

    @Entry Tensor f(@Shape("n") Tensor x, @Shape("n") IntTensor i) {
        return matmul(x, 2).plus(g(i, 1)).plus(softmax(x, 0.5)).plus(exp(2)).plus(x.plus(i)).plus(i.plus(0.5));
    }
}

/* expected:
13:26 matmul: argument 2 has the wrong type
  expected: a tensor for b
  found:    int 2
13:36 g: argument of the wrong type
  expected: g(Tensor x, int k)
  found:    i32[n], int 1
13:59 softmax: an argument too many
  expected: softmax(x, int axis)
  found:    f32[n], double 0.5
13:74 exp: argument 1 has the wrong type
  expected: a tensor
  found:    int 2
  hint:     numbers are computed with Math
13:85 plus: element types don't fit
  expected: operands of one type
  found:    f32, i32
  hint:     convert one of the operands with cast
13:106 plus: argument 2 has the wrong type
  expected: a number of type i32
  found:    double 0.5
  hint:     convert the other operand with cast
*/
