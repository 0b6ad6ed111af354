import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class OperatorsOnTensors {
    @Entry Tensor f(@Shape("n") Tensor x) {
        Tensor y = x + 1;
        Tensor z = -x;
        Tensor v = x;
        v += z;
        return y.plus(x[0]).plus(v).plus(Math.exp(x)).plus((float) x);
    }
}

/* expected:
9:20 +: Java's operators don't apply to tensors
  expected: numbers
  found:    f32[n] and int 1
  hint:     use x.plus(y)
10:20 -: Java's operators don't apply to tensors
  expected: numbers
  found:    f32[n]
  hint:     use x.negate()
13:23 []: not an array
  expected: an array of constants or layers
  found:    f32[n]
  hint:     use slice(x, axis, from, to)
13:47 Math.exp: a tensor as an argument of Math
  expected: compile-time numbers
  found:    f32[n]
  hint:     call exp(x) of the model language
13:60 (float): operator doesn't apply
  expected: compile-time operands of fitting types
  found:    f32[n]
  hint:     use cast(x, Tensor.class) to convert the elements
*/
