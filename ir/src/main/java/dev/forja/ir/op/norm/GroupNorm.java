package dev.forja.ir.op.norm;

import dev.forja.ir.build.Broadcasting;
import dev.forja.ir.build.Emit;
import dev.forja.ir.diag.TypeException;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Group normalisation (Wu and He 2018): mean 0 and variance 1 over the spatial axes and the
 * channels of each group, then scale and bias for each channel. x is [batch, channels, spatial..]
 * or, with channels last, [batch, spatial.., channels].
 */
public record GroupNorm(int groups, double epsilon, boolean channelsLast) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Group normalisation.",
                "(x - mean x) / sqrt(var x + epsilon) * scale + bias, for each group of channels",
                List.of("x", "scale", "bias"),
                List.of(
                        OpDoc.OnnxName.since(
                                "GroupNormalization", 18, OnnxImport.one(GroupNorm::fromOnnx))));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 3);
        var x = operands.getFirst();
        Statistics.requireFloat(this, x);
        Operands.require(this, x.rank() >= 2, "rank of x", "2 or more", x);
        Operands.require(this, groups >= 1, "groups", "1 or more", groups);
        var channels = x.shape().dim(channelAxis(x.rank()));
        perGroup(channels);
        Statistics.requireVector(this, "scale", operands.get(1), x, channels);
        Statistics.requireVector(this, "bias", operands.get(2), x, channels);
        return List.of(x);
    }

    private int channelAxis(int rank) {
        return channelsLast ? rank - 1 : 1;
    }

    private Dim perGroup(Dim channels) {
        return channels.divideExact(Dim.of(groups))
                .orElseThrow(() ->
                        new TypeException(
                                mnemonic(),
                                "channels don't divide among the groups",
                                "a multiple of " + groups,
                                channels + "",
                                ""));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var math = new Statistics(builder);
        var x = operands.get(0);
        var shape = x.type().shape();
        int axis = channelAxis(shape.rank());
        var inner = perGroup(shape.dim(axis));
        int first = channelsLast ? 1 : 2;
        var spatial = new Shape(shape.dims().subList(first, first + shape.rank() - 2)).size();
        var grouped =
                channelsLast
                        ? Shape.of(shape.dim(0), spatial, Dim.of(groups), inner)
                        : Shape.of(shape.dim(0), Dim.of(groups), inner.times(spatial));
        var over = channelsLast ? List.of(1, 3) : List.of(2);
        var standard =
                builder.add(new Standardize(over, epsilon), Emit.reshape(builder, x, grouped));
        var back = Emit.reshape(builder, standard, shape);
        var scaled = math.mul(back, math.along(operands.get(1), x, axis));
        return List.of(math.add(scaled, math.along(operands.get(2), x, axis)));
    }

    /** Before operator set 21 scale and bias were given for each group. */
    private static Value fromOnnx(OnnxCall call) {
        var b = call.builder();
        int groups = Math.toIntExact(call.integer("num_groups", 0));
        if (groups < 1 || call.type(0).rank() < 2) {
            throw OnnxProblem.invalid("num_groups " + groups + " of " + call.type(0));
        }
        var op = new GroupNorm(groups, call.real("epsilon", 1e-5), false);
        var channels = call.type(0).shape().dim(1);
        var compute = Statistics.stash(call);
        var operands = new ArrayList<Value>();
        operands.add(OnnxBuild.convert(b, call.operand(0), compute));
        for (int i = 1; i < 3; i++) {
            var vector = OnnxBuild.convert(b, call.operand(i), compute);
            operands.add(call.version() < 21 ? repeated(b, vector, op.perGroup(channels)) : vector);
        }
        return OnnxBuild.convert(b, b.node(op, operands).result(), call.dtype(0));
    }

    private static Value repeated(FunctionBuilder builder, Value vector, Dim times) {
        var groups = vector.type().shape().dim(0);
        var column = Emit.reshape(builder, vector, Shape.of(groups, Dim.ONE));
        var grid = Broadcasting.to(builder, column, Shape.of(groups, times));
        return Emit.reshape(builder, grid, Shape.of(groups.times(times)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.of(new GroupNorm(2, 1e-3, false), "f32[n, 4, 3]", "f32[4]", "f32[4]"),
                Sample.of(new GroupNorm(3, 1e-3, true), "f32[2, n+1, 2, 6]", "f32[6]", "f32[6]"),
                Sample.of(new GroupNorm(1, 1e-5, false), "f64[2, 3, 4, 5]", "f64[3]", "f64[3]"));
    }
}
