package dev.forja.passes.tensor.form;

import static dev.forja.passes.tensor.pattern.Patterns.any;
import static dev.forja.passes.tensor.pattern.Patterns.commuting;
import static dev.forja.passes.tensor.pattern.Patterns.either;
import static dev.forja.passes.tensor.pattern.Patterns.op;
import static dev.forja.passes.tensor.pattern.Patterns.reduction;
import static dev.forja.passes.tensor.pattern.Patterns.repeated;

import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Exp;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Reciprocal;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.nn.Softmax;
import dev.forja.ir.op.reduce.ReduceMax;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.passes.tensor.pattern.Form;
import dev.forja.passes.tensor.pattern.Pattern;
import java.util.List;
import java.util.Optional;

/**
 * {@code e^(x - max x) / sum e^(x - max x)}. Without the greatest element it is left alone, as it
 * overflows where a softmax doesn't.
 */
final class SoftmaxForm {
    static final List<Form> ALL =
            List.of(
                    new Form(
                            "softmax",
                            writtenOut(any("x")),
                            r ->
                                    r.axes("axes").size() == 1
                                            ? r.result(
                                                    new Softmax(r.axes("axes").getFirst()),
                                                    r.value("x"))
                                            : Optional.empty()));

    private SoftmaxForm() {}

    /** x minus its greatest element. */
    static Pattern shifted(Pattern x) {
        return op(Sub.class, x, repeated(reduction(ReduceMax.class, "axes", x)));
    }

    static Pattern sumOfPowers(Pattern x) {
        return reduction(ReduceSum.class, "axes", op(Exp.class, shifted(x)));
    }

    private static Pattern writtenOut(Pattern x) {
        var powers = op(Exp.class, shifted(x));
        var sum = sumOfPowers(x);
        return either(
                op(Div.class, powers, repeated(sum)),
                commuting(Mul.class, powers, repeated(op(Reciprocal.class, sum))));
    }

    /** A softmax of x, captured, along axes that are captured, however it is written. */
    static Pattern softmax(Pattern x) {
        return either(
                op(
                        Softmax.class,
                        "axes",
                        (softmax, type) -> List.of(Math.floorMod(softmax.axis(), type.rank())),
                        x),
                writtenOut(x));
    }
}
