import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;
import java.util.*;

@Model
class StaticLayer {
    static final Dense SHARED = new Dense(3, 3);
    static final List<Dense> ALL = List.of(new Dense(3, 3));

    static final Tensor SHIFT = ones(3);

    @Entry Tensor f(@Shape("n, 3") Tensor x) {
        return SHARED.apply(x).plus(ALL.get(0).apply(x)).plus(SHIFT);
    }
}

/* expected:
9:24 SHARED: a layer in a static field
  expected: a field of the model, so that its parameters belong to it
  found:    static
  hint:     drop static
10:30 ALL: a layer in a static field
  expected: a field of the model, so that its parameters belong to it
  found:    static
  hint:     drop static
12:25 SHIFT: a tensor in a static field
  expected: a compile-time number
  found:    initializer ones of shape [3]
  hint:     make it in a method, or a @Parameter(trainable = false)
*/
