import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;
import dev.forja.dsl.layer.Conv2d;

/** A residual block, wide enough that its convolutions are computed on transformed tiles. */
@Model
class SmallResidual {
    final Conv2d inner = new Conv2d(64, 64, 3);
    final Conv2d outer = new Conv2d(64, 64, 3);

    @Entry
    Tensor features(@Shape("n, 16, 16, 64") Tensor image) {
        return relu(image.plus(outer.apply(relu(inner.apply(image)))));
    }
}
