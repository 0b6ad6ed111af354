package dev.forja.passes.tensor.form;

import static dev.forja.passes.tensor.pattern.Patterns.any;
import static dev.forja.passes.tensor.pattern.Patterns.commuting;
import static dev.forja.passes.tensor.pattern.Patterns.either;
import static dev.forja.passes.tensor.pattern.Patterns.number;
import static dev.forja.passes.tensor.pattern.Patterns.op;
import static dev.forja.passes.tensor.pattern.Patterns.product;

import dev.forja.ir.op.activation.Gelu;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Erf;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Pow;
import dev.forja.ir.op.math.Square;
import dev.forja.ir.op.math.Tanh;
import dev.forja.passes.tensor.pattern.Form;
import dev.forja.passes.tensor.pattern.Pattern;
import java.util.List;

/** {@code x/2 * (1 + erf(x / sqrt 2))}, and its approximation by tanh. */
final class GeluForm {
    private static final Pattern X = any("x");

    private static final Pattern RATIO =
            either(
                    op(Div.class, X, number(Math.sqrt(2))),
                    commuting(Mul.class, X, number(Math.sqrt(0.5))));

    private static final Pattern SQUARE =
            either(op(Square.class, X), op(Mul.class, X, X), op(Pow.class, X, number(2)));
    private static final Pattern CUBE =
            either(op(Pow.class, X, number(3)), commuting(Mul.class, SQUARE, X));

    /** {@code sqrt(2 / pi) * (x + 0.044715 x^3)}, and the same with x in front. */
    private static final Pattern BENT =
            either(
                    product(number(Math.sqrt(2 / Math.PI)), commuting(Add.class, X, cubic())),
                    product(
                            number(Math.sqrt(2 / Math.PI)),
                            X,
                            commuting(
                                    Add.class,
                                    number(1),
                                    either(
                                            product(number(0.044715), SQUARE),
                                            product(number(0.044715), X, X)))));

    static final List<Form> ALL =
            List.of(
                    new Form(
                            "Gaussian error linear unit",
                            halfOfX(op(Erf.class, RATIO)),
                            r -> r.result(new Gelu(false), r.value("x"))),
                    new Form(
                            "Gaussian error linear unit by tanh",
                            halfOfX(op(Tanh.class, BENT)),
                            r -> r.result(new Gelu(true), r.value("x"))));

    private GeluForm() {}

    private static Pattern cubic() {
        return either(product(number(0.044715), CUBE), product(number(0.044715), X, X, X));
    }

    /** {@code x/2 * (1 + sigmoid)}. */
    private static Pattern halfOfX(Pattern sigmoid) {
        var gate = commuting(Add.class, number(1), sigmoid);
        return either(
                product(number(0.5), X, gate),
                commuting(Mul.class, op(Div.class, X, number(2)), gate),
                op(Div.class, product(X, gate), number(2)));
    }
}
