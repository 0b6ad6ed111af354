import static dev.forja.dsl.Functions.*;
import dev.forja.dsl.*;

@Model
class ConstructorCycle {
    final Block block = new Block(3);

    static class Block {
        Block(int size) {
            this(size, 1);
        }

        Block(int size, int more) {
            this(size + more);
        }
    }

    @Entry Tensor f(@Shape("n") Tensor x) {
        return relu(x);
    }
}

/* expected:
10:13 new Block: recursion
  expected: methods that don't call themselves
  found:    new Block -> new Block -> new Block
  hint:     use a loop over a constant (in new Block, called at ConstructorCycle.java:14:13)
*/
