package dev.forja.ir.op.recurrent;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Tanh;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * A simple recurrent layer (Elman 1990) along the first axis. Results: all hidden values and the
 * last ones.
 *
 * @param reverse from the last step to the first
 */
public record Rnn(boolean reverse) implements CompositeOp {
    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Simple recurrent layer along a sequence.",
                "h' = tanh(x w + h u + b)",
                List.of("x", "w", "u", "b", "lengths", "h"),
                List.of(OpDoc.OnnxName.since("RNN", 7)));
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
