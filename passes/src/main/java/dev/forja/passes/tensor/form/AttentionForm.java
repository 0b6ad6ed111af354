package dev.forja.passes.tensor.form;

import static dev.forja.passes.tensor.pattern.Patterns.any;
import static dev.forja.passes.tensor.pattern.Patterns.commuting;
import static dev.forja.passes.tensor.pattern.Patterns.either;
import static dev.forja.passes.tensor.pattern.Patterns.number;
import static dev.forja.passes.tensor.pattern.Patterns.op;

import dev.forja.ir.graph.Value;
import dev.forja.ir.op.linalg.MatMul;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.LogicalNot;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.nn.ScaledDotProductAttention;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.TensorType;
import dev.forja.passes.tensor.pattern.Form;
import dev.forja.passes.tensor.pattern.Pattern;
import dev.forja.passes.tensor.pattern.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code softmax(scale * q k^T + mask) v}. The scale stands at the product, or at one or both of
 * its factors; a mask is added, or hides by minus infinity. A mask that hides by a finite number is
 * left alone: where it hides everything it differs.
 */
final class AttentionForm {
    private static final Pattern PRODUCT =
            op(
                    MatMul.class,
                    scaled("query factor", "query divisor", any("query")),
                    scaled("key factor", "key divisor", any("transposed key")));

    private static final Pattern SCORES = scaled("factor", "divisor", PRODUCT);

    private static final Pattern NEVER = number(Double.NEGATIVE_INFINITY);

    private static final Pattern MASKED =
            either(
                    commuting(Add.class, SCORES, any("mask")),
                    op(Where.class, any("mask"), SCORES, NEVER),
                    op(Where.class, any("hidden"), NEVER, SCORES),
                    SCORES);

    static final List<Form> ALL =
            List.of(
                    new Form(
                            "attention",
                            op(MatMul.class, SoftmaxForm.softmax(MASKED), any("value")),
                            AttentionForm::attention));

    private AttentionForm() {}

    /** A value, perhaps times or by a number. */
    private static Pattern scaled(String factor, String divisor, Pattern value) {
        return either(
                commuting(Mul.class, number(factor), value),
                op(Div.class, value, number(divisor)),
                value);
    }

    private static Optional<Value> attention(Rewrite r) {
        var query = r.value("query").type();
        var key = r.value("transposed key").type();
        var value = r.value("value").type();
        int rank = query.rank();
        double scale = scale(r);
        boolean fits =
                rank >= 2
                        && leading(query).equals(leading(key))
                        && leading(query).equals(leading(value))
                        && isLast(r, rank)
                        && scale != 0
                        && Double.isFinite(scale);
        if (!fits) {
            return Optional.empty();
        }
        var swapped = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        swapped.addLast(swapped.remove(rank - 2));
        var operands = new ArrayList<Value>();
        operands.add(r.value("query"));
        operands.add(r.add(new Transpose(swapped), r.value("transposed key")));
        operands.add(r.value("value"));
        if (r.has("mask")) {
            operands.add(r.value("mask"));
        } else if (r.has("hidden")) {
            operands.add(r.add(new LogicalNot(), r.value("hidden")));
        }
        return r.result(
                new ScaledDotProductAttention(false, scale), operands.toArray(Value[]::new));
    }

    private static double scale(Rewrite r) {
        double scale = 1;
        for (var at : List.of("", "query ", "key ")) {
            scale *= r.number(at + "factor", 1) / r.number(at + "divisor", 1);
        }
        return scale;
    }

    /** Is the softmax taken along the keys? */
    private static boolean isLast(Rewrite r, int rank) {
        return r.axes("axes").equals(List.of(rank - 1));
    }

    private static List<?> leading(TensorType type) {
        return type.rank() < 2
                ? List.of(type.rank())
                : type.shape().dims().subList(0, type.rank() - 2);
    }
}
