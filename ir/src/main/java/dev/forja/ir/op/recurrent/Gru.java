package dev.forja.ir.op.recurrent;

import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.CompositeOp;
import dev.forja.ir.op.OpDoc;
import dev.forja.ir.op.Sample;
import dev.forja.ir.op.linalg.Contract;
import dev.forja.ir.op.math.Add;
import dev.forja.ir.op.math.Mul;
import dev.forja.ir.op.math.Sigmoid;
import dev.forja.ir.op.math.Sub;
import dev.forja.ir.op.math.Tanh;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import java.util.List;

/**
 * A gated recurrent unit (Cho and others 2014) along the first axis, gates in the order update,
 * reset, hidden of ONNX, each with a bias of the inputs and one of the hidden values. Results: all
 * hidden values and the last ones.
 *
 * @param reverse from the last step to the first
 * @param resetAfter the reset gate multiplies the product with the weights, as PyTorch and Keras
 *     do, instead of the hidden values before it
 */
public record Gru(boolean reverse, boolean resetAfter) implements CompositeOp {
    private static final int GATES = 3;
    private static final List<String> ACTIVATIONS = List.of("Sigmoid", "Tanh");

    @Override
    public OpDoc doc() {
        return new OpDoc(
                "Gated recurrent unit along a sequence.",
                "h' = (1 - z) n + z h, n = tanh(x wn + b + r (h un + c)), z and r:"
                        + " sigmoid(x w + b + h u + c)",
                List.of("x", "w", "u", "b", "c", "lengths", "h"),
                List.of(OpDoc.OnnxName.since("GRU", 1, Gru::fromOnnx)));
    }

    @Override
    public List<TensorType> inferTypes(List<TensorType> operands) {
        return Recurrence.inferTypes(this, operands, GATES, 2, 1);
    }

    @Override
    public List<Value> decompose(FunctionBuilder builder, List<Value> operands) {
        int units = Recurrence.units(this, operands.get(2).type());
        var projected =
                Recurrence.project(builder, operands.get(0), operands.get(1), operands.get(3));
        var weights = operands.get(2);
        var bias = operands.get(4);
        return Recurrence.run(
                builder,
                projected,
                operands.get(5),
                operands.subList(6, 7),
                reverse,
                (region, x, carried) ->
                        List.of(cell(region, x, carried.getFirst(), weights, bias, units)));
    }

    private Value cell(
            FunctionBuilder region, Value x, Value h, Value weights, Value bias, int units) {
        if (resetAfter) {
            var own = add(region, Recurrence.hidden(region, h, weights), bias);
            var update = sigmoid(region, x, own, 0, units);
            var reset = sigmoid(region, x, own, 1, units);
            var hidden = mul(region, reset, Recurrence.gate(region, own, 2, units));
            return mixed(region, x, h, update, hidden, units);
        }
        // Two products: the hidden values are reset before the second one.
        var gates =
                add(
                        region,
                        Recurrence.hidden(region, h, rows(region, weights, 0, 2 * units)),
                        part(region, bias, 0, 2 * units));
        var update = sigmoid(region, x, gates, 0, units);
        var reset = sigmoid(region, x, gates, 1, units);
        var hidden =
                add(
                        region,
                        region.add(
                                new Contract(List.of(), List.of(), List.of(1), List.of(1)),
                                mul(region, reset, h),
                                rows(region, weights, 2 * units, units)),
                        part(region, bias, 2 * units, units));
        return mixed(region, x, h, update, hidden, units);
    }

    private static Value mixed(
            FunctionBuilder region, Value x, Value h, Value update, Value hidden, int units) {
        var candidate =
                Recurrence.apply(
                        region,
                        new Tanh(),
                        add(region, Recurrence.gate(region, x, 2, units), hidden));
        var change = Recurrence.apply(region, new Sub(), h, candidate);
        return add(region, candidate, mul(region, update, change));
    }

    private static Value sigmoid(FunctionBuilder region, Value x, Value own, int gate, int units) {
        return Recurrence.apply(
                region,
                new Sigmoid(),
                add(
                        region,
                        Recurrence.gate(region, x, gate, units),
                        Recurrence.gate(region, own, gate, units)));
    }

    private static Value add(FunctionBuilder region, Value a, Value b) {
        return Recurrence.apply(region, new Add(), a, b);
    }

    private static Value mul(FunctionBuilder region, Value a, Value b) {
        return Recurrence.apply(region, new Mul(), a, b);
    }

    private static Value rows(FunctionBuilder region, Value weights, int from, int count) {
        return region.add(
                new Slice(
                        List.of(Dim.of(from), Dim.ZERO),
                        List.of(Dim.of(count), weights.type().shape().dim(1)),
                        List.of(1, 1)),
                weights);
    }

    private static Value part(FunctionBuilder region, Value bias, int from, int count) {
        return region.add(
                new Slice(List.of(Dim.of(from)), List.of(Dim.of(count)), List.of(1)), bias);
    }

    private static List<Value> fromOnnx(OnnxCall call) {
        boolean resetAfter = call.flag("linear_before_reset", false);
        return OnnxRecurrent.of(
                call, GATES, 1, ACTIVATIONS, d -> layer(call.builder(), d, resetAfter));
    }

    private static List<Value> layer(
            FunctionBuilder b, OnnxRecurrent.Direction d, boolean resetAfter) {
        if (d.activations().isDefault(ACTIVATIONS)) {
            return b.node(
                            new Gru(d.reverse(), resetAfter),
                            List.of(
                                    d.x(),
                                    d.w(),
                                    d.u(),
                                    d.b(),
                                    d.c(),
                                    d.lengths(),
                                    d.first().getFirst()))
                    .results();
        }
        return Recurrence.run(
                b,
                Recurrence.project(b, d.x(), d.w(), d.b()),
                d.lengths(),
                d.first(),
                d.reverse(),
                (region, x, carried) ->
                        List.of(cell(region, x, carried.getFirst(), d, resetAfter)));
    }

    /** The cell with other activation functions. */
    private static Value cell(
            FunctionBuilder region,
            Value x,
            Value h,
            OnnxRecurrent.Direction d,
            boolean resetAfter) {
        int units = (int) d.u().type().shape().dim(1).constant();
        var own = add(region, Recurrence.hidden(region, h, d.u()), d.c());
        var update = gate(region, x, own, 0, units, d);
        var reset = gate(region, x, own, 1, units, d);
        var hidden =
                resetAfter
                        ? mul(region, reset, Recurrence.gate(region, own, 2, units))
                        : add(
                                region,
                                Recurrence.hidden(
                                        region,
                                        mul(region, reset, h),
                                        rows(region, d.u(), 2 * units, units)),
                                part(region, d.c(), 2 * units, units));
        var candidate =
                d.activations()
                        .apply(
                                region,
                                1,
                                add(region, Recurrence.gate(region, x, 2, units), hidden));
        var change = Recurrence.apply(region, new Sub(), h, candidate);
        return add(region, candidate, mul(region, update, change));
    }

    private static Value gate(
            FunctionBuilder region,
            Value x,
            Value own,
            int gate,
            int units,
            OnnxRecurrent.Direction d) {
        return d.activations()
                .apply(
                        region,
                        0,
                        add(
                                region,
                                Recurrence.gate(region, x, gate, units),
                                Recurrence.gate(region, own, gate, units)));
    }

    @Override
    public List<Sample> samples() {
        return List.of(sample(new Gru(false, true)), sample(new Gru(true, false)));
    }

    private static Sample sample(Gru op) {
        return Sample.within(
                -1,
                2,
                op,
                "f32[n, 2, 3]",
                "f32[15, 3]",
                "f32[15, 5]",
                "f32[15]",
                "f32[15]",
                "i32[2]",
                "f32[2, 5]");
    }
}
