import static dev.forja.dsl.Functions.*;
import dev.forja.dsl.*;

@Model
class InputNamedAsSymbol {
    @Entry Tensor f(@Shape("n, 3") Tensor n, @Shape("m") Tensor k) {
        return relu(n);
    }
}

/* expected:
6:43 n: an input with the name of a symbol
  expected: another name
  found:    n
  hint:     the generated method has an int of that name
*/
