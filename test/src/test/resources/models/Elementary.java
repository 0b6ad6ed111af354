import static dev.forja.dsl.Functions.*;

import dev.forja.dsl.*;

/** The functions that generated code computes by itself, each as an entry. */
@Model
class Elementary {
    @Entry
    Tensor ofExp(@Shape("n") Tensor x) {
        return exp(x);
    }

    @Entry
    Tensor ofExpm1(@Shape("n") Tensor x) {
        return expm1(x);
    }

    @Entry
    Tensor ofLog(@Shape("n") Tensor x) {
        return log(x);
    }

    @Entry
    Tensor ofLog1p(@Shape("n") Tensor x) {
        return log1p(x);
    }

    @Entry
    Tensor ofTanh(@Shape("n") Tensor x) {
        return tanh(x);
    }

    @Entry
    Tensor ofSigmoid(@Shape("n") Tensor x) {
        return sigmoid(x);
    }

    @Entry
    Tensor ofErf(@Shape("n") Tensor x) {
        return erf(x);
    }

    @Entry
    Tensor ofSin(@Shape("n") Tensor x) {
        return sin(x);
    }

    @Entry
    Tensor ofCos(@Shape("n") Tensor x) {
        return cos(x);
    }

    @Entry
    Tensor ofFloor(@Shape("n") Tensor x) {
        return floor(x);
    }

    @Entry
    Tensor ofCeil(@Shape("n") Tensor x) {
        return ceil(x);
    }

    @Entry
    Tensor ofRound(@Shape("n") Tensor x) {
        return round(x);
    }

    @Entry
    Tensor ofPow(@Shape("n") Tensor x, @Shape("n") Tensor y) {
        return pow(x, y);
    }
}
