import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class EntryWithoutTensor {
    @Entry void f(@Shape("n") Tensor x) {
        relu(x);
    }

    @Entry int g(@Shape("n") Tensor x) {
        return 3;
    }
}

/* expected:
8:17 @Entry: a result that is no tensor
  expected: a method that returns Tensor
  found:    void
12:16 @Entry: a result that is no tensor
  expected: a method that returns Tensor
  found:    int
*/
