import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class Constants {
    static final int BIG = 1_000_000 * 1_000_000;
    static final int NONE = 10 / (5 - 5);
    static final int LOOP = OTHER + 1;
    static final int OTHER = LOOP * 2;
    static int open = 3;
    static final int TEXT = "three";
    static final int RANGE = 99999999999;

    @Entry Tensor f(@Shape("n") Tensor x) {
        int[] sizes = {1, 2};
        return x.times(BIG).plus(NONE).plus(LOOP).plus(open).plus(TEXT).plus(RANGE).plus(sizes[2]);
    }
}

/* expected:
8:28 *: integer overflow in a constant
  expected: a result in the range of the type
  found:    1000000 * 1000000
  hint:     write one operand as a long, such as 1L
9:29 /: division by zero
  expected: a divisor other than 0
  found:    10 / 0
10:22 LOOP: a constant depends on itself
  expected: a value of other constants
  found:    Constants.LOOP -> Constants.OTHER -> Constants.LOOP
12:16 open: a static field that may change
  expected: static final
  found:    static int open = 3;
  hint:     make it final
13:22 TEXT: type mismatch
  expected: int
  found:    String "three"
14:30 an integer out of range
  expected: a number in the range of its type
  found:    99999999999
  hint:     write L behind a long
18:96 []: index out of bounds
  expected: 0 to 1
  found:    2
*/
