import static dev.forja.dsl.Functions.*;
import static dev.forja.dsl.Initializers.*;
import dev.forja.dsl.*;
import dev.forja.dsl.layer.*;

@Model
class SwitchRefuses {
    static final String ACTIVATION = "selu";

    static Tensor activate(Tensor x) {
        return switch (ACTIVATION) {
            case "relu" -> relu(x);
            case "tanh" -> tanh(x);
            default -> throw new IllegalArgumentException("no activation " + ACTIVATION);
        };
    }

    @Entry Tensor f(@Shape("n") Tensor x) {
        return activate(x);
    }
}

/* expected:
14:24 SwitchRefuses: refused: no activation selu
  hint:     in SwitchRefuses.activate, called at SwitchRefuses.java:19:16
*/
