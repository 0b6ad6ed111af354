package dev.forja.passes.tensor.form;

import static dev.forja.passes.tensor.pattern.Patterns.any;
import static dev.forja.passes.tensor.pattern.Patterns.commuting;
import static dev.forja.passes.tensor.pattern.Patterns.either;
import static dev.forja.passes.tensor.pattern.Patterns.op;
import static dev.forja.passes.tensor.pattern.Patterns.where;

import dev.forja.ir.build.Arithmetic;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.MakesChannels;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Rsqrt;
import dev.forja.ir.op.norm.BatchNorm;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.passes.tensor.pattern.Form;
import dev.forja.passes.tensor.pattern.Pattern;
import dev.forja.passes.tensor.pattern.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * A convolution or a product of matrices, perhaps with a bias, and a batch normalisation or a
 * factor for each channel behind it: {@code factor * (x w + b) + shift} is {@code x (factor * w) +
 * (factor * b + shift)}.
 */
public final class BatchNormForm {
    private final Rewrite r;
    private final Arithmetic math;
    private final MakesChannels op;

    private BatchNormForm(Rewrite r) {
        this.r = r;
        this.math = new Arithmetic(r.builder());
        this.op = r.op("op", MakesChannels.class);
    }

    /**
     * The forms for a function.
     *
     * @param fixed is a value the same in every call?
     */
    public static List<Form> of(Predicate<Value> fixed) {
        var kernel = where(fixed, any("kernel"));
        var product =
                either(
                        op(MakesChannels.class, "op", (op, _) -> op, any("x"), kernel),
                        op(
                                MakesChannels.class,
                                "op",
                                (op, _) -> op,
                                any("x"),
                                kernel,
                                where(fixed, any("summand"))));
        Predicate<Value> repeated = value -> fixed.test(unrepeated(value));
        Pattern before =
                either(product, commuting(Add.class, product, where(repeated, any("bias"))));
        return List.of(
                new Form(
                        "batch normalisation",
                        op(
                                BatchNorm.class,
                                "norm",
                                (norm, _) -> norm,
                                before,
                                where(fixed, any("scale")),
                                where(fixed, any("shift")),
                                where(fixed, any("mean")),
                                where(fixed, any("variance"))),
                        r -> new BatchNormForm(r).normalised()),
                new Form(
                        "factor for each channel",
                        commuting(Mul.class, before, where(repeated, any("factor"))),
                        r -> new BatchNormForm(r).scaled()));
    }

    /** What is repeated to a size that is known in a call alone may itself be fixed. */
    private static Value unrepeated(Value value) {
        return value.definition() != null && value.definition().op() instanceof Broadcast
                ? value.definition().operands().getFirst()
                : value;
    }

    private Optional<Value> normalised() {
        var norm = r.op("norm", BatchNorm.class);
        if (Math.floorMod(norm.axis(), r.type().rank()) != channels()) {
            return Optional.empty();
        }
        var deviation = r.add(new Rsqrt(), math.add(r.value("variance"), norm.epsilon()));
        var factor = math.mul(r.value("scale"), deviation);
        return folded(factor, math.sub(r.value("shift"), math.mul(r.value("mean"), factor)));
    }

    private Optional<Value> scaled() {
        return r.along("factor", List.of(channels())).flatMap(factor -> folded(factor, null));
    }

    /**
     * @param shift a number for each channel; null for none
     */
    private Optional<Value> folded(Value factor, Value shift) {
        if (kernelChannels().isEmpty()) {
            return Optional.empty();
        }
        if (!r.has("bias")) {
            return product(factor, shift);
        }
        return r.along("bias", List.of(channels()))
                .map(bias -> math.mul(bias, factor))
                .flatMap(bias -> product(factor, shift == null ? bias : math.add(bias, shift)));
    }

    private Optional<Value> product(Value factor, Value offset) {
        var kernel = r.value("kernel");
        var along = List.of(kernelChannels().getAsInt());
        var wide = r.add(new Broadcast(kernel.type().shape(), along), factor);
        r.builder().named(kernel.name() + "_scaled");
        var operands = new ArrayList<>(List.of(r.value("x"), r.add(new Mul(), kernel, wide)));
        if (r.has("summand")) {
            // what is added broadcasts to the product, and so does what it becomes
            operands.add(math.mul(r.value("summand"), factor));
        }
        if (offset == null) {
            return r.result(op, operands.toArray(Value[]::new));
        }
        var product = r.add(op, operands.toArray(Value[]::new));
        var spread = r.add(new Broadcast(r.type().shape(), List.of(channels())), offset);
        return r.result(new Add(), product, spread);
    }

    private int channels() {
        return op.resultChannels(r.type());
    }

    private OptionalInt kernelChannels() {
        return op.kernelChannels(r.value("kernel").type());
    }
}
