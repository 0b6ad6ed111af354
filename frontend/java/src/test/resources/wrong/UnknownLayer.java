import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class UnknownLayer {
    final Dens output = new Dens(4, 2);

    @Entry Tensor f(@Shape("n, 4") Tensor x) {
        return output.apply(x);
    }
}

/* expected:
8:25 new Dens: unknown class
  expected: the source of one of [Dens, dev.forja.dsl.Dens, dev.forja.dsl.layer.Dens]
  found:    Dens
  hint:     import it, such as import dev.forja.dsl.layer.Dense
*/
