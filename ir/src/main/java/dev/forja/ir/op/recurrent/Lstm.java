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
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
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
    private static final int PEEPHOLES = 7;
    private static final List<String> ACTIVATIONS = List.of("Sigmoid", "Tanh", "Tanh");

    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Long short-term memory along a sequence.",
                "c' = sigmoid(f) c + sigmoid(i) tanh(g), h' = sigmoid(o) tanh(c'),"
                        + " [i o f g] = x w + h u + b",
                List.of("x", "w", "u", "b", "lengths", "h", "c"),
                List.of(OpDoc.OnnxName.since("LSTM", 1, Lstm::fromOnnx)));
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

    private static List<Value> fromOnnx(OnnxCall call) {
        return OnnxRecurrent.of(call, GATES, 2, ACTIVATIONS, d -> layer(call, d));
    }

    private static List<Value> layer(OnnxCall call, OnnxRecurrent.Direction d) {
        var b = call.builder();
        boolean forgets = call.flag("input_forget", false);
        if (d.activations().isDefault(ACTIVATIONS) && !forgets && !call.has(PEEPHOLES)) {
            return b.node(
                            new Lstm(d.reverse(), false),
                            List.of(
                                    d.x(),
                                    d.w(),
                                    d.u(),
                                    OnnxRecurrent.sum(b, d.b(), d.c()),
                                    d.lengths(),
                                    d.first().get(0),
                                    d.first().get(1)))
                    .results();
        }
        int units = Math.toIntExact(d.u().type().shape().dim(1).constant());
        var peepholes =
                call.has(PEEPHOLES)
                        ? OnnxRecurrent.part(b, call.operand(PEEPHOLES), d.index())
                        : Emit.fill(b, d.b().type().withShape(Shape.of(3L * units)), 0);
        var cell = new OnnxCell(units, d, peepholes, forgets);
        return Recurrence.run(
                b, OnnxRecurrent.projected(b, d), d.lengths(), d.first(), d.reverse(), cell);
    }

    /**
     * A cell with other activation functions, with peepholes in the order input, output, forget, or
     * with a forget gate that is one minus the input gate.
     */
    private record OnnxCell(
            int units, OnnxRecurrent.Direction direction, Value peepholes, boolean forgets)
            implements Recurrence.Cell {
        @Override
        public List<Value> next(FunctionBuilder region, Value projected, List<Value> carried) {
            var h = carried.get(0);
            var old = carried.get(1);
            var gates = add(region, projected, Recurrence.hidden(region, h, direction.u()));
            var input = gate(region, gates, 0, seen(region, old, 0));
            var forget =
                    forgets
                            ? Recurrence.apply(
                                    region, new Sub(), Emit.fill(region, input.type(), 1), input)
                            : gate(region, gates, 2, seen(region, old, 2));
            var candidate =
                    direction
                            .activations()
                            .apply(region, 1, Recurrence.gate(region, gates, 3, units));
            var c = add(region, mul(region, forget, old), mul(region, input, candidate));
            var output = gate(region, gates, 1, seen(region, c, 1));
            return List.of(mul(region, output, direction.activations().apply(region, 2, c)), c);
        }

        private Value seen(FunctionBuilder region, Value c, int peephole) {
            var from = List.of(Dim.of((long) peephole * units));
            var part = new Slice(from, List.of(Dim.of(units)), List.of(1));
            return mul(region, c, region.add(part, peepholes));
        }

        private Value gate(FunctionBuilder region, Value gates, int gate, Value seen) {
            var sum = add(region, Recurrence.gate(region, gates, gate, units), seen);
            return direction.activations().apply(region, 0, sum);
        }

        private static Value add(FunctionBuilder region, Value a, Value b) {
            return Recurrence.apply(region, new Add(), a, b);
        }

        private static Value mul(FunctionBuilder region, Value a, Value b) {
            return Recurrence.apply(region, new Mul(), a, b);
        }
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
