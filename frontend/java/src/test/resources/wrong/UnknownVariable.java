import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class UnknownVariable {
    static final int HIDDEN = 8;

    @Parameter Tensor w = zeros(4, HIDEN);

    @Entry Tensor f(@Shape("n, 4") Tensor pixels) {
        Tensor y = relu(pixel);
        Tensor z = y.plus(this.v);
        return z.plus(w);
    }
}

/* expected:
10:36 HIDEN: unknown variable
  expected: a local variable, a field or a constant
  found:    HIDEN
  hint:     did you mean HIDDEN?
13:25 pixel: unknown variable
  expected: a local variable, a field or a constant
  found:    pixel
  hint:     did you mean pixels?
14:32 v: unknown field of UnknownVariable
  expected: one of [HIDDEN, w]
  found:    v
*/
