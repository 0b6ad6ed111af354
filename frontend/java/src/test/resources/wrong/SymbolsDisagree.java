import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class SymbolsDisagree {
    Tensor product(@Shape("n, k") Tensor a, @Shape("k, n") Tensor b) {
        return matmul(a, b);
    }

    Tensor half(@Shape("2*k, 3") Tensor a) {
        return a;
    }

    @Entry Tensor f(@Shape("n, 3") Tensor x, @Shape("4, n") Tensor y) {
        return product(x, y).plus(half(transpose(x)));
    }
}

/* expected:
17:16 product: two sizes for the symbol k in b
  expected: k = 3
  found:    k = 4
17:35 half: a doesn't fit its declared shape
  expected: [2*k, 3]
  found:    [3, n]
*/
