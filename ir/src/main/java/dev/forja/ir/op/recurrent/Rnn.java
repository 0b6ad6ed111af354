package dev.forja.ir.op.recurrent;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Tanh;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * A simple recurrent layer (Elman 1990) along the first axis. Results: all hidden values and the
 * last ones.
 *
 * @param reverse from the last step to the first
 */
public record Rnn(boolean reverse) implements CompositeOp {
    private static final List<String> ACTIVATIONS = List.of("Tanh");

    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Simple recurrent layer along a sequence.",
                "h' = tanh(x w + h u + b)",
                List.of("x", "w", "u", "b", "lengths", "h"),
                List.of(OpDoc.OnnxName.since("RNN", 1, Rnn::fromOnnx)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        return Recurrence.inferTypes(this, operands, 1, 1, 1);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        var projected =
                Recurrence.project(builder, operands.get(0), operands.get(1), operands.get(3));
        var weights = operands.get(2);
        return Recurrence.run(
                builder,
                projected,
                operands.get(4),
                operands.subList(5, 6),
                reverse,
                (region, x, carried) -> List.of(cell(region, x, carried.getFirst(), weights)));
    }

    private static Value cell(FunctionBuilder region, Value x, Value h, Value weights) {
        var sum = Recurrence.apply(region, new Add(), x, Recurrence.hidden(region, h, weights));
        return Recurrence.apply(region, new Tanh(), sum);
    }

    private static List<Value> fromOnnx(OnnxCall call) {
        return OnnxRecurrent.of(call, 1, 1, ACTIVATIONS, d -> layer(call.builder(), d));
    }

    private static List<Value> layer(FunctionBuilder b, OnnxRecurrent.Direction d) {
        if (d.activations().isDefault(ACTIVATIONS)) {
            return b.node(
                            new Rnn(d.reverse()),
                            List.of(
                                    d.x(),
                                    d.w(),
                                    d.u(),
                                    OnnxRecurrent.sum(b, d.b(), d.c()),
                                    d.lengths(),
                                    d.first().getFirst()))
                    .results();
        }
        return Recurrence.run(
                b,
                OnnxRecurrent.projected(b, d),
                d.lengths(),
                d.first(),
                d.reverse(),
                (region, x, carried) -> {
                    var hidden = Recurrence.hidden(region, carried.getFirst(), d.u());
                    var sum = Recurrence.apply(region, new Add(), x, hidden);
                    return List.of(d.activations().apply(region, 0, sum));
                });
    }

    @Override
    public List<Sample> samples() {
        return List.of(sample(new Rnn(false)), sample(new Rnn(true)));
    }

    private static Sample sample(Rnn op) {
        return Sample.within(
                -0.4,
                1,
                op,
                "f32[n, 2, 3]",
                "f32[5, 3]",
                "f32[5, 5]",
                "f32[5]",
                "i32[2]",
                "f32[2, 5]");
    }
}
