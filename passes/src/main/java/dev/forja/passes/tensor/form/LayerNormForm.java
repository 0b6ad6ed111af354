package dev.forja.passes.tensor.form;

import static dev.forja.passes.tensor.form.StandardizeForm.INVERSE_DEVIATION;
import static dev.forja.passes.tensor.form.StandardizeForm.MEAN;
import static dev.forja.passes.tensor.form.StandardizeForm.STANDARD;
import static dev.forja.passes.tensor.pattern.Patterns.any;
import static dev.forja.passes.tensor.pattern.Patterns.commuting;
import static dev.forja.passes.tensor.pattern.Patterns.op;
import static dev.forja.passes.tensor.pattern.Patterns.repeated;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.norm.LayerNorm;
import dev.forja.passes.tensor.pattern.Form;
import dev.forja.passes.tensor.pattern.Pattern;
import dev.forja.passes.tensor.pattern.Rewrite;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A standardised x times a scale, with a bias or without, along the last axes. */
final class LayerNormForm {
    private static final Pattern SCALED = commuting(Mul.class, STANDARD, any("scale"));

    /** As TensorFlow writes batch normalisation: {@code x * factor + (bias - mean * factor)}. */
    private static final Pattern FACTOR =
            commuting(Mul.class, repeated(INVERSE_DEVIATION), any("scale"));

    static final List<Form> ALL =
            List.of(
                    new Form(
                            "layer normalisation",
                            commuting(Add.class, SCALED, any("bias")),
                            LayerNormForm::normalised),
                    new Form(
                            "layer normalisation as one factor and one shift",
                            commuting(
                                    Add.class,
                                    commuting(Mul.class, any("x"), FACTOR),
                                    op(
                                            Sub.class,
                                            any("bias"),
                                            commuting(Mul.class, repeated(MEAN), FACTOR))),
                            LayerNormForm::normalised),
                    new Form(
                            "layer normalisation without bias", SCALED, LayerNormForm::normalised));

    private LayerNormForm() {}

    private static Optional<Value> normalised(Rewrite r) {
        var axes = r.axes("axes");
        var first = lastAxes(r, axes);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var op = new LayerNorm(first.get(), r.number("epsilon"));
        return r.along("scale", axes)
                .flatMap(scale -> {
                    var bias =
                            r.has("bias")
                                    ? r.along("bias", axes)
                                    : Optional.of(Emit.fill(r.builder(), scale.type(), 0));
                    return bias.flatMap(shift -> r.result(op, r.value("x"), scale, shift));
                });
    }

    /** The first of the axes where they are the last ones of the result. */
    static Optional<Integer> lastAxes(Rewrite r, List<Integer> axes) {
        int rank = r.type().rank();
        int first = rank - axes.size();
        return axes.equals(IntStream.range(first, rank).boxed().toList())
                ? Optional.of(first)
                : Optional.empty();
    }
}
