package dev.forja.passes.tensor.form;

import static dev.forja.passes.tensor.pattern.Patterns.any;
import static dev.forja.passes.tensor.pattern.Patterns.commuting;
import static dev.forja.passes.tensor.pattern.Patterns.either;
import static dev.forja.passes.tensor.pattern.Patterns.number;
import static dev.forja.passes.tensor.pattern.Patterns.op;
import static dev.forja.passes.tensor.pattern.Patterns.reduction;
import static dev.forja.passes.tensor.pattern.Patterns.repeated;

import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Pow;
import dev.forja.ir.op.math.Reciprocal;
import dev.forja.ir.op.math.Rsqrt;
import dev.forja.ir.op.math.Sqrt;
import dev.forja.ir.op.math.Square;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.norm.Standardize;
import dev.forja.ir.op.reduce.ReduceMean;
import dev.forja.passes.tensor.pattern.Form;
import dev.forja.passes.tensor.pattern.Pattern;
import java.util.List;

/** {@code (x - mean x) / sqrt(mean (x - mean x)^2 + epsilon)}. */
final class StandardizeForm {
    static final Pattern MEAN = reduction(ReduceMean.class, "axes", any("x"));

    private static final Pattern CENTRED = op(Sub.class, any("x"), repeated(MEAN));

    static final Pattern INVERSE_DEVIATION = inverseRoot(meanSquare(CENTRED));

    static final Pattern STANDARD = timesInverseRoot(CENTRED, meanSquare(CENTRED));

    static final List<Form> ALL =
            List.of(
                    new Form(
                            "standardize",
                            STANDARD,
                            r ->
                                    r.result(
                                            new Standardize(r.axes("axes"), r.number("epsilon")),
                                            r.value("x"))));

    private StandardizeForm() {}

    static Pattern meanSquare(Pattern x) {
        var square = either(op(Square.class, x), op(Mul.class, x, x), op(Pow.class, x, number(2)));
        return reduction(ReduceMean.class, "axes", square);
    }

    private static Pattern withEpsilon(Pattern square) {
        return commuting(Add.class, square, number("epsilon"));
    }

    private static Pattern root(Pattern square) {
        var shifted = withEpsilon(square);
        return either(op(Sqrt.class, shifted), op(Pow.class, shifted, number(0.5)));
    }

    /** {@code 1 / sqrt(square + epsilon)}. */
    static Pattern inverseRoot(Pattern square) {
        var shifted = withEpsilon(square);
        return either(
                op(Rsqrt.class, shifted),
                op(Reciprocal.class, root(square)),
                op(Div.class, number(1), root(square)),
                op(Pow.class, shifted, number(-0.5)));
    }

    /** {@code x / sqrt(square + epsilon)}, the square being repeated over x. */
    static Pattern timesInverseRoot(Pattern x, Pattern square) {
        return either(
                op(Div.class, x, repeated(root(square))),
                commuting(Mul.class, x, repeated(inverseRoot(square))));
    }
}
