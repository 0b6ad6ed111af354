package dev.forja.ir.op.loss;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Operands;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.math.Div;
import dev.forja.ir.op.math.Equal;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Neg;
import dev.forja.ir.op.math.Where;
import dev.forja.ir.op.nn.LogSoftmax;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxImport;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.reduce.ReduceSum;
import dev.forja.ir.op.shape.Gather;
import dev.forja.ir.op.shape.GatherElements;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Negative logarithm of the probability of the right classes. Classes are axis 1; targets equal to
 * ignored count nothing; reduction: none, sum or mean (by the weights).
 */
public record WeightedNegativeLogLikelihood(String reduction, long ignored) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Negative logarithm of the probability of the right classes.",
                "-weight[t] * logs[n, t, ..]",
                List.of("logs", "targets", "weight..."),
                List.of(
                        OpDoc.OnnxName.since(
                                "NegativeLogLikelihoodLoss",
                                12,
                                OnnxImport.one(WeightedNegativeLogLikelihood::fromOnnx)),
                        OpDoc.OnnxName.since(
                                "SoftmaxCrossEntropyLoss",
                                12,
                                WeightedNegativeLogLikelihood::ofScores)));
    }

    /** No class has this number: nothing is ignored. */
    private static final long NOTHING = Long.MIN_VALUE;

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        Operands.require(
                this,
                operands.size() == 2 || operands.size() == 3,
                "operands",
                "logs, targets and perhaps weight",
                operands.size());
        var logs = operands.get(0);
        var targets = operands.get(1);
        Operands.require(this, logs.rank() >= 2, "logs", "rank 2 or more", logs);
        Operands.require(
                this,
                targets.dtype().isInteger() && targets.shape().equals(logs.shape().without(1)),
                "targets",
                "integers of shape " + logs.shape().without(1),
                targets);
        return List.of(logs.withShape(reduction.equals("none") ? targets.shape() : Shape.SCALAR));
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var logs = operands.get(0);
        var type = logs.type().dtype();
        var given = operands.get(1);
        var shape = given.type().shape();
        var zeros = Emit.fill(builder, given.type(), 0);
        var isIgnored =
                ignored == NOTHING
                        ? builder.add(new Fill(DType.BOOL, shape, 0))
                        : builder.add(
                                new Equal(), given, Emit.fill(builder, given.type(), ignored));
        var targets = builder.add(new Where(), isIgnored, zeros, given);
        var column = Emit.reshape(builder, targets, logs.type().shape().with(1, Dim.ONE));
        var picked = Emit.reshape(builder, builder.add(new GatherElements(1), logs, column), shape);
        var all = new TensorType(type, shape);
        var weights =
                operands.size() == 3
                        ? builder.add(new Gather(0), operands.get(2), targets)
                        : Emit.fill(builder, all, 1);
        var counted = builder.add(new Where(), isIgnored, Emit.fill(builder, all, 0), weights);
        var losses = builder.add(new Neg(), builder.add(new Mul(), counted, picked));
        return List.of(
                switch (reduction) {
                    case "none" -> losses;
                    case "sum" -> sum(builder, losses);
                    default -> builder.add(new Div(), sum(builder, losses), sum(builder, counted));
                });
    }

    private static Value sum(FunctionBuilder builder, Value value) {
        return builder.add(new ReduceSum(List.of(), false), value);
    }

    private static WeightedNegativeLogLikelihood of(OnnxCall call) {
        var reduction = call.text("reduction", "mean");
        if (!List.of("none", "sum", "mean").contains(reduction)) {
            throw OnnxProblem.invalid("reduction " + reduction + " is unknown");
        }
        return new WeightedNegativeLogLikelihood(reduction, call.integer("ignore_index", NOTHING));
    }

    private static Value fromOnnx(OnnxCall call) {
        return call.builder().node(of(call), call.allOperands()).result();
    }

    private static List<Value> ofScores(OnnxCall call) {
        var operands = new ArrayList<>(call.allOperands());
        operands.set(0, call.builder().add(new LogSoftmax(1), operands.getFirst()));
        return List.of(call.builder().node(of(call), operands).result(), operands.getFirst());
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                Sample.within(
                        0,
                        2,
                        new WeightedNegativeLogLikelihood("mean", 1),
                        "f32[n, 3]",
                        "i64[n]",
                        "f32[3]"),
                Sample.within(
                        0,
                        2,
                        new WeightedNegativeLogLikelihood("none", -1),
                        "f32[2, 3, n]",
                        "i32[2, n]"),
                Sample.within(
                        0, 2, new WeightedNegativeLogLikelihood("sum", -1), "f64[n, 3]", "i64[n]"));
    }
}
