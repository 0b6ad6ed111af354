package dev.forja.ir.op.norm;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Instance normalisation (Ulyanov, Vedaldi and Lempitsky 2016): mean 0 and variance 1 over the
 * spatial axes of each channel of each example, then scale and bias for each channel.
 */
public record InstanceNorm(double epsilon, boolean channelsLast) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Instance normalisation.",
                "(x - mean x) / sqrt(var x + epsilon) * scale + bias, for each example and channel",
                List.of("x", "scale", "bias"),
                List.of(
                        OpDoc.OnnxName.since("InstanceNormalization", 1)
                                .absent("epsilon", 1e-5)
                                .fixed("channelsLast", false)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 3);
        var x = operands.getFirst();
        Statistics.requireFloat(this, x);
        Operands.require(this, x.rank() >= 3, "rank of x", "3 or more", x);
        var channels = x.shape().dim(channelAxis(x.rank()));
        Statistics.requireVector(this, "scale", operands.get(1), x, channels);
        Statistics.requireVector(this, "bias", operands.get(2), x, channels);
        return List.of(x);
    }

    private int channelAxis(int rank) {
        return channelsLast ? rank - 1 : 1;
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var math = new Statistics(builder);
        var x = operands.get(0);
        var shape = x.type().shape();
        int axis = channelAxis(shape.rank());
        int first = channelsLast ? 1 : 2;
        var spatial = new Shape(shape.dims().subList(first, first + shape.rank() - 2)).size();
        var flat =
                channelsLast
                        ? Shape.of(shape.dim(0), spatial, shape.dim(axis))
                        : Shape.of(shape.dim(0), shape.dim(axis), spatial);
        var standard =
                builder.add(
                        new Standardize(List.of(first), epsilon), Emit.reshape(builder, x, flat));
        var back = Emit.reshape(builder, standard, shape);
        var scaled = math.mul(back, math.along(operands.get(1), x, axis));
        return List.of(math.add(scaled, math.along(operands.get(2), x, axis)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new InstanceNorm(1e-3, false), "f32[n, 4, 3, 2]", "f32[4]", "f32[4]"),
                Sample.of(new InstanceNorm(1e-3, true), "f32[2, n+1, 2, 5]", "f32[5]", "f32[5]"),
                Sample.of(new InstanceNorm(1e-5, false), "f64[2, 3, 40]", "f64[3]", "f64[3]"));
    }
}
