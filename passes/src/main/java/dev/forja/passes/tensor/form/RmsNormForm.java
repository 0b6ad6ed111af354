package dev.forja.passes.tensor.form;

import static dev.forja.passes.tensor.form.StandardizeForm.inverseRoot;
import static dev.forja.passes.tensor.form.StandardizeForm.meanSquare;
import static dev.forja.passes.tensor.form.StandardizeForm.timesInverseRoot;
import static dev.forja.passes.tensor.pattern.Patterns.any;
import static dev.forja.passes.tensor.pattern.Patterns.commuting;
import static dev.forja.passes.tensor.pattern.Patterns.either;
import static dev.forja.passes.tensor.pattern.Patterns.product;
import static dev.forja.passes.tensor.pattern.Patterns.repeated;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.norm.RmsNorm;
import dev.forja.ir.type.Shape;
import dev.forja.passes.tensor.pattern.Form;
import dev.forja.passes.tensor.pattern.Pattern;
import dev.forja.passes.tensor.pattern.Rewrite;
import java.util.List;
import java.util.Optional;

/** {@code x / sqrt(mean x^2 + epsilon) * scale} along the last axes. */
final class RmsNormForm {
    private static final Pattern SQUARE = meanSquare(any("x"));
    private static final Pattern SCALED = timesInverseRoot(any("x"), SQUARE);

    static final List<Form> ALL =
            List.of(
                    new Form(
                            "normalisation by the root of the mean square",
                            either(
                                    commuting(Mul.class, SCALED, any("scale")),
                                    product(any("x"), repeated(inverseRoot(SQUARE)), any("scale"))),
                            RmsNormForm::normalised),
                    new Form(
                            "normalisation by the root of the mean square without scale",
                            SCALED,
                            RmsNormForm::normalised));

    private RmsNormForm() {}

    private static Optional<Value> normalised(Rewrite r) {
        var axes = r.axes("axes");
        return LayerNormForm.lastAxes(r, axes)
                .flatMap(first ->
                        scale(r, axes)
                                .flatMap(scale ->
                                        r.result(
                                                new RmsNorm(first, r.number("epsilon")),
                                                r.value("x"),
                                                scale)));
    }

    private static Optional<Value> scale(Rewrite r, List<Integer> axes) {
        if (r.has("scale")) {
            return r.along("scale", axes);
        }
        var shape = new Shape(axes.stream().map(r.type().shape()::dim).toList());
        return Optional.of(Emit.fill(r.builder(), r.type().withShape(shape), 1));
    }
}
