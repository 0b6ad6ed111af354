import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class ReturnTypeMismatch {
    int size(Tensor x) {
        return relu(x);
    }

    @Entry IntTensor f(@Shape("n") Tensor x) {
        int k = size(x);
        return exp(x.times(k)).plus(exp(x));
    }
}

/* expected:
9:16 return: return type mismatch
  expected: int
  found:    f32[n]
  hint:     in ReturnTypeMismatch.size, called at ReturnTypeMismatch.java:13:17
*/
