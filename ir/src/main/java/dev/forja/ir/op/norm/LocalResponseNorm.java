package dev.forja.ir.op.norm;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Pow;
import dev.forja.ir.op.math.Square;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.op.shape.Pad;
import dev.forja.ir.op.shape.Window;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Local response normalisation (Krizhevsky, Sutskever and Hinton 2012) over the channels around
 * each one.
 *
 * @param size how many neighbouring channels count; of an even number one more behind
 * @param axis that of the channels
 */
public record LocalResponseNorm(int size, double alpha, double beta, double bias, int axis)
        implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Normalisation by neighbouring channels.",
                "x / (bias + alpha / size * sum of x^2 over the size channels around)^beta",
                List.of("x"),
                List.of(
                        OpDoc.OnnxName.since("LRN", 1)
                                .absent("alpha", 1e-4)
                                .absent("beta", 0.75)
                                .absent("bias", 1.0)
                                .fixed("axis", 1)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 1);
        Statistics.requireFloat(this, operands.getFirst());
        Operands.axis(this, axis, operands.getFirst().rank());
        Operands.require(this, size >= 1, "size", "1 or more", size);
        return operands;
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var math = new Statistics(builder);
        var x = operands.getFirst();
        int rank = x.type().rank();
        int channels = Operands.axis(this, axis, rank);
        var low = new ArrayList<>(Collections.nCopies(rank, Dim.ZERO));
        var high = new ArrayList<>(low);
        low.set(channels, Dim.of((size - 1) / 2));
        high.set(channels, Dim.of(size / 2));
        var padded =
                builder.add(
                        new Pad(low, high, Collections.nCopies(rank, 0), 0),
                        builder.add(new Square(), x));
        var window =
                new Window(
                        List.of(channels),
                        List.of(0),
                        List.of(x.type().shape().dim(channels)),
                        List.of(Dim.of(size)),
                        List.of(1),
                        List.of(1));
        var sum = builder.add(new ReduceSum(List.of(rank), false), builder.add(window, padded));
        var base = math.add(math.mul(sum, math.number(x, alpha / size)), math.number(x, bias));
        var power = Broadcasting.apply(builder, new Pow(), List.of(base, math.number(x, beta)));
        return List.of(builder.add(new Div(), x, power));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new LocalResponseNorm(3, 0.5, 0.75, 1, 1), "f32[2, 5, n]"),
                Sample.of(new LocalResponseNorm(4, 0.5, 0.5, 2, -1), "f64[n, 6]"));
    }
}
