import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class UnsupportedStatements {
    @Entry Tensor f(@Shape("n") Tensor x) {
        Tensor y = x;
        try {
            y = relu(x);
        } finally {
            y = x;
        }
        synchronized (this) {
            y = exp(y);
        }
        Runnable r = () -> relu(x);
        Tensor z = null;
        switch (x) {
            default: y = x;
        }
        return y;
    }
}

/* expected:
10:9 try: unsupported statement
  expected: declarations, assignments, if, for, while, switch and return
  found:    try
  hint:     a model only computes; handle errors where it is called
15:9 synchronized: unsupported statement
  expected: declarations, assignments, if, for, while, switch and return
  found:    synchronized
  hint:     a model only computes; handle errors where it is called
18:22 unsupported expression: a lambda
  expected: operators on tensors and arithmetic on constants
  found:    a lambda
  hint:     write a method
19:20 unsupported expression: null
  expected: operators on tensors and arithmetic on constants
  found:    null
20:17 switch: a switch on a tensor
  expected: a compile-time int or String
  found:    f32[n]
  hint:     use where(condition, a, b)
*/
