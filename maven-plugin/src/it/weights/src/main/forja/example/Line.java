package example;

import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;

@Model
class Line {
    @Parameter Tensor slope = zeros(2, 3);
    @Parameter Tensor offset = zeros(3);

    @Entry
    Tensor at(@Shape("n, 2") Tensor x) {
        return matmul(x, slope).plus(offset);
    }
}
