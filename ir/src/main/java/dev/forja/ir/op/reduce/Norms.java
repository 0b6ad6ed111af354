package dev.forja.ir.op.reduce;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.math.Abs;
import dev.forja.ir.op.math.Pow;
import dev.forja.ir.op.math.Sqrt;
import dev.forja.ir.op.math.Square;
import dev.forja.ir.type.TensorType;
import java.util.List;

/** The p-norm along axes, for the operators that are one in different places. */
public final class Norms {
    private Norms() {}

    /** {@code (sum |x|^p)^(1/p)}. */
    public static Value of(
            FunctionBuilder builder, Value x, List<Integer> axes, boolean keepsDims, int p) {
        var sum = new ReduceSum(axes, keepsDims);
        return switch (p) {
            case 1 -> builder.add(sum, builder.add(new Abs(), x));
            case 2 -> builder.add(new Sqrt(), builder.add(sum, builder.add(new Square(), x)));
            default -> {
                var powers = power(builder, builder.add(new Abs(), x), p);
                yield power(builder, builder.add(sum, powers), 1.0 / p);
            }
        };
    }

    private static Value power(FunctionBuilder builder, Value base, double exponent) {
        var number = Emit.fill(builder, TensorType.scalar(base.type().dtype()), exponent);
        return Broadcasting.apply(builder, new Pow(), List.of(base, number));
    }
}
