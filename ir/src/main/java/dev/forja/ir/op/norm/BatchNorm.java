package dev.forja.ir.op.norm;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.AdaptsInTraining;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.TensorOp;
import dev.forja.ir.op.onnx.OnnxBuild;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTarget;
import dev.forja.ir.op.onnx.WritesOnnx;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) with given statistics: one multiply-add for each
 * element, which fuses into the convolution before it. Training replaces it by batchNormTraining.
 *
 * @param axis that of the channels
 * @param momentum share of the old statistics that a training step keeps
 */
public record BatchNorm(int axis, double epsilon, double momentum)
        implements AdaptsInTraining, WritesOnnx {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Batch normalisation with given statistics.",
                "(x - mean) / sqrt(variance + epsilon) * scale + bias",
                List.of("x", "scale", "bias", "mean", "variance"),
                List.of(OpDoc.OnnxName.since("BatchNormalization", 1, BatchNorm::fromOnnx)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.count(this, operands, 5);
        var x = operands.getFirst();
        Statistics.requireFloat(this, x);
        var channels = x.shape().dim(Operands.axis(this, axis, x.rank()));
        for (int i = 1; i < 5; i++) {
            Statistics.requireVector(this, doc().operands().get(i), operands.get(i), x, channels);
        }
        return List.of(x);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var math = new Statistics(builder);
        var x = operands.get(0);
        int channels = Operands.axis(this, axis, x.type().rank());
        var factor = math.mul(operands.get(1), math.inverseDeviation(operands.get(4), epsilon));
        var shift = math.sub(operands.get(2), math.mul(operands.get(3), factor));
        var scaled = math.mul(x, math.along(factor, x, channels));
        return List.of(math.add(scaled, math.along(shift, x, channels)));
    }

    @Override
    public TensorOp adapting() {
        return new BatchNormTraining(axis, epsilon, momentum);
    }

    @Override
    public List<Integer> statistics() {
        return List.of(3, 4);
    }

    /**
     * Whether it trains, an attribute says since operator set 14; in 7 and 9 further results did,
     * before that another attribute.
     */
    private static List<Value> fromOnnx(OnnxCall call) {
        int version = call.version();
        boolean trains =
                version >= 14
                        ? call.flag("training_mode", false)
                        : version >= 7 ? call.results() > 1 : !call.flag("is_test", false);
        if (version < 9 && !call.flag("spatial", true)) {
            throw OnnxProblem.unsupported("statistics for each position (spatial = 0)");
        }
        double epsilon = call.real("epsilon", 1e-5);
        double momentum = call.real("momentum", 0.9f);
        var operands =
                call.allOperands().stream()
                        .map(operand -> OnnxBuild.convert(call.builder(), operand, call.dtype(0)))
                        .toList();
        var b = call.builder();
        return trains
                ? b.node(new BatchNormTraining(1, epsilon, momentum), operands).results()
                : b.node(new BatchNorm(1, epsilon, momentum), operands).results();
    }

    @Override
    public Optional<List<OnnxTarget.Ref>> toOnnx(OnnxTarget target) {
        int rank = target.type(0).rank();
        int at = Operands.axis(this, axis, rank);
        if (rank < 2 || at == 0) {
            return Optional.empty();
        }
        var second = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        second.add(1, second.remove(at));
        var operands = new ArrayList<>(target.allOperands());
        operands.set(0, target.transpose(operands.getFirst(), second));
        var result = target.node("BatchNormalization", operands).with("epsilon", epsilon).result();
        var back = IntStream.range(0, rank).map(second::indexOf).boxed().toList();
        return WritesOnnx.one(target.transpose(result, back));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(
                        0.1,
                        2,
                        new BatchNorm(1, 1e-3, 0.9),
                        "f32[n, 4, 3]",
                        "f32[4]",
                        "f32[4]",
                        "f32[4]",
                        "f32[4]"),
                Sample.within(
                        0.1,
                        2,
                        new BatchNorm(-1, 1e-5, 0.9),
                        "f64[n, 3]",
                        "f64[3]",
                        "f64[3]",
                        "f64[3]",
                        "f64[3]"));
    }
}
