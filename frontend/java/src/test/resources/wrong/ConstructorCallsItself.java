import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class ConstructorCallsItself {
    final Block block = new Block(3);

    static class Block {
        @Parameter private final Tensor w;

        Block(int size) {
            this((long) size);
        }

        Block(long size) {
            this((int) size);
        }
    }

    @Entry Tensor f(@Shape("n") Tensor x) {
        return relu(x);
    }
}

/* expected:
11:41 w: a parameter without an initializer
  expected: = zeros(..), glorot(..) or another initializer
  found:    nothing
  hint:     in new Block, called at ConstructorCallsItself.java:8:25
18:13 new Block: recursion
  expected: methods that don't call themselves
  found:    new Block -> new Block -> new Block
  hint:     use a loop over a constant (in new Block, called at ConstructorCallsItself.java:14:13)
*/
