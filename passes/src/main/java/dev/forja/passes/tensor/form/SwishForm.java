package dev.forja.passes.tensor.form;

import static dev.forja.passes.tensor.pattern.Patterns.any;
import static dev.forja.passes.tensor.pattern.Patterns.commuting;
import static dev.forja.passes.tensor.pattern.Patterns.either;
import static dev.forja.passes.tensor.pattern.Patterns.number;
import static dev.forja.passes.tensor.pattern.Patterns.op;

import dev.forja.ir.op.activation.Swish;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Exp;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Neg;
import dev.forja.ir.op.math.Sigmoid;
import dev.forja.passes.tensor.pattern.Form;
import dev.forja.passes.tensor.pattern.Pattern;
import java.util.List;

/** {@code x * sigmoid(alpha * x)}. */
final class SwishForm {
    private static final Pattern X = any("x");

    private static final Pattern SIGMOID =
            op(Sigmoid.class, either(X, commuting(Mul.class, X, number("alpha"))));

    private static final Pattern ONE_PLUS_EXP =
            commuting(Add.class, number(1), op(Exp.class, op(Neg.class, X)));

    static final List<Form> ALL =
            List.of(
                    new Form(
                            "swish",
                            either(
                                    commuting(Mul.class, X, SIGMOID),
                                    op(Div.class, X, ONE_PLUS_EXP)),
                            r -> r.result(new Swish(r.number("alpha", 1)), r.value("x"))));

    private SwishForm() {}
}
