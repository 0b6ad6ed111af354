package dev.forja.ir.op.recurrent;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sigmoid;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.math.Tanh;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997; Gers and others 2000) along the first
 * axis, gates in the order input, output, forget, cell of ONNX. Results: all hidden values, the
 * last hidden and the last cell values.
 *
 * @param reverse from the last step to the first
 * @param coupled the input gate is one minus the forget gate
 */
public record Lstm(boolean reverse, boolean coupled) implements CompositeOp {
    private static final int GATES = 4;

    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Long short-term memory along a sequence.",
                "c' = sigmoid(f) c + sigmoid(i) tanh(g), h' = sigmoid(o) tanh(c'),"
                        + " [i o f g] = x w + h u + b",
                List.of("x", "w", "u", "b", "lengths", "h", "c"),
                List.of(OpDoc.OnnxName.since("LSTM", 7)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        return Recurrence.inferTypes(this, operands, GATES, 1, 2);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        int units = Recurrence.units(this, operands.get(2).type());
        var projected =
                Recurrence.project(builder, operands.get(0), operands.get(1), operands.get(3));
        var weights = operands.get(2);
        return Recurrence.run(
                builder,
                projected,
                operands.get(4),
                operands.subList(5, 7),
                reverse,
                (region, x, carried) -> cell(region, x, carried, weights, units));
    }

    private List<Value> cell(
            FunctionBuilder region, Value x, List<Value> carried, Value weights, int units) {
        var hidden = Recurrence.hidden(region, carried.get(0), weights);
        var gates = Recurrence.apply(region, new Add(), x, hidden);
        var output = sigmoid(region, gates, 1, units);
        var forget = sigmoid(region, gates, 2, units);
        var input =
                coupled
                        ? Recurrence.apply(
                                region, new Sub(), Emit.fill(region, forget.type(), 1), forget)
                        : sigmoid(region, gates, 0, units);
        var candidate =
                Recurrence.apply(region, new Tanh(), Recurrence.gate(region, gates, 3, units));
        var c =
                Recurrence.apply(
                        region,
                        new Add(),
                        Recurrence.apply(region, new Mul(), forget, carried.get(1)),
                        Recurrence.apply(region, new Mul(), input, candidate));
        var h =
                Recurrence.apply(
                        region, new Mul(), output, Recurrence.apply(region, new Tanh(), c));
        return List.of(h, c);
    }

    private static Value sigmoid(FunctionBuilder region, Value gates, int gate, int units) {
        return Recurrence.apply(region, new Sigmoid(), Recurrence.gate(region, gates, gate, units));
    }

    @Override
    public List<Sample> samples() {
        return List.of(sample(new Lstm(false, false)), sample(new Lstm(true, true)));
    }

    private static Sample sample(Lstm op) {
        return Sample.within(
                -1,
                2,
                op,
                "f32[n, 2, 3]",
                "f32[20, 3]",
                "f32[20, 5]",
                "f32[20]",
                "i32[2]",
                "f32[2, 5]",
                "f32[2, 5]");
    }
}
