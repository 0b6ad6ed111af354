import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class Twin {
    @Entry Tensor f(@Shape("n") Tensor x) { return x; }
}

@Model
class Twin {
    @Entry Tensor f(@Shape("n") Tensor x) { return x; }
}

/* expected:
12:7 Twin: two models of one name
  expected: another name
  found:    the one at TwoModelsOfOneName.java:7:7
  hint:     both would become the same class
*/
