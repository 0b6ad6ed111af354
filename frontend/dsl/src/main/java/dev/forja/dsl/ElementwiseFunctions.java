package dev.forja.dsl;

/**
 * Functions applied at every position of a tensor; the result has its shape. Use them through
 * {@link Functions}.
 */
abstract class ElementwiseFunctions {
    ElementwiseFunctions() {}

    /** The absolute value |x|. */
    public static Tensor abs(Tensor x) {
        return CompiledOnly.result();
    }

    /** The absolute value |x|. */
    public static IntTensor abs(IntTensor x) {
        return CompiledOnly.result();
    }

    /** The absolute value |x|. */
    public static LongTensor abs(LongTensor x) {
        return CompiledOnly.result();
    }

    /** -1, 0 or 1 by the sign of x. */
    public static Tensor sign(Tensor x) {
        return CompiledOnly.result();
    }

    /** The square root of x; NaN below 0. */
    public static Tensor sqrt(Tensor x) {
        return CompiledOnly.result();
    }

    /** 1 / sqrt(x). */
    public static Tensor rsqrt(Tensor x) {
        return CompiledOnly.result();
    }

    /** x * x. */
    public static Tensor square(Tensor x) {
        return CompiledOnly.result();
    }

    /** 1 / x. */
    public static Tensor reciprocal(Tensor x) {
        return CompiledOnly.result();
    }

    /** e to the power x. */
    public static Tensor exp(Tensor x) {
        return CompiledOnly.result();
    }

    /** exp(x) - 1, exact near 0. */
    public static Tensor expm1(Tensor x) {
        return CompiledOnly.result();
    }

    /** The natural logarithm; -infinity at 0, NaN below. */
    public static Tensor log(Tensor x) {
        return CompiledOnly.result();
    }

    /** log(1 + x), exact near 0. */
    public static Tensor log1p(Tensor x) {
        return CompiledOnly.result();
    }

    /** The sine of x in radians. */
    public static Tensor sin(Tensor x) {
        return CompiledOnly.result();
    }

    /** The cosine of x in radians. */
    public static Tensor cos(Tensor x) {
        return CompiledOnly.result();
    }

    /** The hyperbolic tangent. */
    public static Tensor tanh(Tensor x) {
        return CompiledOnly.result();
    }

    /** The logistic function 1 / (1 + exp(-x)). */
    public static Tensor sigmoid(Tensor x) {
        return CompiledOnly.result();
    }

    /** The error function 2 / sqrt(pi) * integral of exp(-t^2) from 0 to x. */
    public static Tensor erf(Tensor x) {
        return CompiledOnly.result();
    }

    /** The greatest whole number up to x. */
    public static Tensor floor(Tensor x) {
        return CompiledOnly.result();
    }

    /** The least whole number from x on. */
    public static Tensor ceil(Tensor x) {
        return CompiledOnly.result();
    }

    /** The nearest whole number; the even one when two are as near. */
    public static Tensor round(Tensor x) {
        return CompiledOnly.result();
    }

    /** x to the power y, elementwise; shapes broadcast. */
    public static Tensor pow(Tensor x, Tensor y) {
        return CompiledOnly.result();
    }

    /** x to the power y, elementwise; shapes broadcast. */
    public static Tensor pow(Tensor x, double y) {
        return CompiledOnly.result();
    }

    /** The greater of x and y, elementwise; shapes broadcast. */
    public static Tensor maximum(Tensor x, Tensor y) {
        return CompiledOnly.result();
    }

    /** The greater of x and y, elementwise; shapes broadcast. */
    public static Tensor maximum(Tensor x, double y) {
        return CompiledOnly.result();
    }

    /** The greater of x and y, elementwise; shapes broadcast. */
    public static IntTensor maximum(IntTensor x, IntTensor y) {
        return CompiledOnly.result();
    }

    /** The greater of x and y, elementwise; shapes broadcast. */
    public static IntTensor maximum(IntTensor x, int y) {
        return CompiledOnly.result();
    }

    /** The lesser of x and y, elementwise; shapes broadcast. */
    public static Tensor minimum(Tensor x, Tensor y) {
        return CompiledOnly.result();
    }

    /** The lesser of x and y, elementwise; shapes broadcast. */
    public static Tensor minimum(Tensor x, double y) {
        return CompiledOnly.result();
    }

    /** The lesser of x and y, elementwise; shapes broadcast. */
    public static IntTensor minimum(IntTensor x, IntTensor y) {
        return CompiledOnly.result();
    }

    /** The lesser of x and y, elementwise; shapes broadcast. */
    public static IntTensor minimum(IntTensor x, int y) {
        return CompiledOnly.result();
    }

    /** min(max(x, low), high). */
    public static Tensor clip(Tensor x, double low, double high) {
        return CompiledOnly.result();
    }

    /** x itself: the activation that is none. */
    public static Tensor linear(Tensor x) {
        return CompiledOnly.result();
    }

    /** max(x, 0). */
    public static Tensor relu(Tensor x) {
        return CompiledOnly.result();
    }

    /** x where x > 0, else alpha * x; alpha is 0.2 when left out. */
    public static Tensor leakyRelu(Tensor x) {
        return CompiledOnly.result();
    }

    /** x where x > 0, else alpha * x; alpha is 0.2 when left out. */
    public static Tensor leakyRelu(Tensor x, double alpha) {
        return CompiledOnly.result();
    }

    /**
     * x where x > 0, else alpha * (exp(x) - 1); alpha is 1 when left out (Clevert and others 2015).
     */
    public static Tensor elu(Tensor x) {
        return CompiledOnly.result();
    }

    /**
     * x where x > 0, else alpha * (exp(x) - 1); alpha is 1 when left out (Clevert and others 2015).
     */
    public static Tensor elu(Tensor x, double alpha) {
        return CompiledOnly.result();
    }

    /** log(1 + exp(x)), without overflow. */
    public static Tensor softplus(Tensor x) {
        return CompiledOnly.result();
    }

    /**
     * x * Phi(x), Phi the normal distribution function (Hendrycks and Gimpel 2016); approximate: by
     * tanh.
     */
    public static Tensor gelu(Tensor x) {
        return CompiledOnly.result();
    }

    /**
     * x * Phi(x), Phi the normal distribution function (Hendrycks and Gimpel 2016); approximate: by
     * tanh.
     */
    public static Tensor gelu(Tensor x, boolean approximate) {
        return CompiledOnly.result();
    }

    /** a where the condition holds, else b; shapes broadcast. */
    public static Tensor where(BoolTensor condition, Tensor a, Tensor b) {
        return CompiledOnly.result();
    }

    /** a where the condition holds, else b; shapes broadcast. */
    public static Tensor where(BoolTensor condition, Tensor a, double b) {
        return CompiledOnly.result();
    }

    /** a where the condition holds, else b; shapes broadcast. */
    public static Tensor where(BoolTensor condition, double a, Tensor b) {
        return CompiledOnly.result();
    }

    /** a where the condition holds, else b; shapes broadcast. */
    public static IntTensor where(BoolTensor condition, IntTensor a, IntTensor b) {
        return CompiledOnly.result();
    }

    /** a where the condition holds, else b; shapes broadcast. */
    public static LongTensor where(BoolTensor condition, LongTensor a, LongTensor b) {
        return CompiledOnly.result();
    }

    /**
     * The elements converted as a Java cast does, saturating; a truth value is 0 or 1: {@code
     * cast(labels, Tensor.class)}.
     */
    public static <T extends AnyTensor> T cast(AnyTensor x, Class<T> type) {
        return CompiledOnly.result();
    }
}
