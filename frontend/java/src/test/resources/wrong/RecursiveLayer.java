import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class RecursiveLayer {
    final Block block = new Block();

    static class Block {
        final Block inner = new Block();
    }

    @Entry Tensor f(@Shape("n") Tensor x) {
        return relu(x);
    }
}

/* expected:
11:29 new Block: recursion
  expected: methods that don't call themselves
  found:    new Block -> new Block
  hint:     use a loop over a constant (in new Block, called at RecursiveLayer.java:8:25)
*/
