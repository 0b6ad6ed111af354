package dev.forja.passes.tensor.form;

import static dev.forja.passes.tensor.form.SoftmaxForm.shifted;
import static dev.forja.passes.tensor.form.SoftmaxForm.sumOfPowers;
import static dev.forja.passes.tensor.pattern.Patterns.any;
import static dev.forja.passes.tensor.pattern.Patterns.commuting;
import static dev.forja.passes.tensor.pattern.Patterns.either;
import static dev.forja.passes.tensor.pattern.Patterns.op;
import static dev.forja.passes.tensor.pattern.Patterns.reduction;
import static dev.forja.passes.tensor.pattern.Patterns.repeated;

import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Log;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.nn.LogSoftmax;
import dev.forja.ir.op.reduce.ReduceLogSumExp;
import dev.forja.ir.op.reduce.ReduceMax;
import dev.forja.passes.tensor.pattern.Form;
import dev.forja.passes.tensor.pattern.Pattern;
import java.util.List;
import java.util.Optional;

/**
 * {@code x - max x - ln sum e^(x - max x)}. The logarithm of a softmax is another thing: it is
 * minus infinity where the softmax is too small for its type.
 */
final class LogSoftmaxForm {
    private static final Pattern X = any("x");
    private static final Pattern LOG_SUM = op(Log.class, sumOfPowers(X));
    private static final Pattern LOG_SUM_EXP =
            either(
                    commuting(Add.class, LOG_SUM, reduction(ReduceMax.class, "axes", X)),
                    reduction(ReduceLogSumExp.class, "axes", X));

    static final List<Form> ALL =
            List.of(
                    new Form(
                            "logarithm of a softmax",
                            either(
                                    op(Sub.class, shifted(X), repeated(LOG_SUM)),
                                    op(Sub.class, X, repeated(LOG_SUM_EXP))),
                            r ->
                                    r.axes("axes").size() == 1
                                            ? r.result(
                                                    new LogSoftmax(r.axes("axes").getFirst()),
                                                    r.value("x"))
                                            : Optional.empty()));

    private LogSoftmaxForm() {}
}
