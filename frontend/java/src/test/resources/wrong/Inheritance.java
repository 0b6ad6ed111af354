import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

class Base {
    Tensor g(Tensor x) { return relu(x); }
}

@Model
class Inheritance extends Base {
    @Entry Tensor f(@Shape("n") Tensor x) { return super.g(x); }
}

/* expected:
11:7 Inheritance: unsupported: inheritance
  expected: a class without extends
  found:    extends Base
  hint:     use a field of type Base
*/
