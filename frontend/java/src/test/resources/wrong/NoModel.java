import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

class NoModel {
    static final int K = 2;
}

/* expected:
1:1 no model in this file
  expected: a class with @Model
  found:    none
*/
