package example;

import static dev.forja.dsl.Functions.matmul;
import static dev.forja.dsl.Initializers.ones;

import dev.forja.dsl.Entry;
import dev.forja.dsl.Model;
import dev.forja.dsl.Parameter;
import dev.forja.dsl.Shape;
import dev.forja.dsl.Tensor;

/** A sum of three features. */
@Model
class Other {
    static final int FEATURES = 3;

    @Parameter Tensor weights = ones(FEATURES, 1);

    @Entry
    Tensor predict(@Shape("n, 3") Tensor features) {
        return unknownOperator(features);
    }
}
