package dev.forja.ir.op.shape;

import dev.forja.ir.build.Emit;
import dev.forja.ir.data.Tensor;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.onnx.OnnxCall;
import dev.forja.ir.op.onnx.OnnxElement;
import dev.forja.ir.op.onnx.OnnxProblem;
import dev.forja.ir.op.onnx.OnnxTensor;
import dev.forja.ir.type.DType;
import dev.forja.ir.type.Shape;
import dev.forja.ir.type.TensorType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Elements picked by rules whose operands decide how many they are. */
final class OnnxPicks {
    private OnnxPicks() {}

    /** The slices along an axis, or the elements, that a condition holds for. */
    static Value compress(OnnxCall call) {
        var b = call.builder();
        var x = call.operand(0);
        int axis = 0;
        if (call.hasAttribute("axis")) {
            axis = call.axis("axis", 0, x.type().rank());
        } else {
            x = Emit.reshape(b, x, Shape.of(x.type().shape().size()));
        }
        var condition = call.numbers(1).tensor();
        var size = x.type().shape().dim(axis);
        if (condition.type().rank() != 1
                || (size.isConstant() && condition.size() > size.constant())) {
            throw OnnxProblem.invalid("a condition " + condition.type() + " for " + x.type());
        }
        var places =
                IntStream.range(0, condition.size())
                        .filter(i -> condition.get(i).longValue() != 0)
                        .toArray();
        return b.add(new Gather(axis), x, list(call, places));
    }

    /** Unlike slices along an axis, or elements; where they are, and how often. */
    static List<Value> unique(OnnxCall call) {
        for (int result = 1; result < 4; result++) {
            call.yields(result, OnnxElement.I64);
        }
        var b = call.builder();
        var x = call.operand(0);
        var data = call.numbers(0).tensor();
        int axis = 0;
        if (call.hasAttribute("axis")) {
            axis = call.axis("axis", 0, x.type().rank());
        } else {
            var flat = Shape.of(data.size());
            x = Emit.reshape(b, x, flat);
            data = data.withShape(flat);
        }
        var slices = slices(data, axis);
        var isUnsigned = call.element(0) == OnnxElement.U64;
        var order = order(isUnsigned);
        var first = new TreeMap<List<Number>, Integer>(order);
        var counts = new TreeMap<List<Number>, Integer>(order);
        for (int i = 0; i < slices.size(); i++) {
            first.putIfAbsent(slices.get(i), i);
            counts.merge(slices.get(i), 1, Integer::sum);
        }
        var found = new ArrayList<>(first.keySet());
        if (!call.flag("sorted", true)) {
            found.sort(Comparator.comparing(first::get));
        }
        var place = new TreeMap<List<Number>, Integer>(order);
        found.forEach(slice -> place.put(slice, place.size()));
        var where = list(call, found.stream().mapToInt(first::get).toArray());
        var inverse = list(call, slices.stream().mapToInt(place::get).toArray());
        var often = list(call, found.stream().mapToInt(counts::get).toArray());
        return List.of(b.add(new Gather(axis), x, where), where, inverse, often);
    }

    private static List<List<Number>> slices(Tensor data, int axis) {
        var shape = data.type().shape();
        int size = (int) shape.dim(axis).constant();
        int stride = (int) shape.strides().get(axis).constant();
        var slices = new ArrayList<List<Number>>();
        IntStream.range(0, size).forEach(_ -> slices.add(new ArrayList<>()));
        for (int position = 0; position < data.size(); position++) {
            slices.get(position / stride % size).add(data.get(position));
        }
        return slices;
    }

    /** By their elements; NaN is equal to itself and behind all numbers, zeros are equal. */
    private static Comparator<List<Number>> order(boolean isUnsigned) {
        Comparator<Number> numbers =
                (a, b) -> {
                    if (a instanceof Long x && b instanceof Long y) {
                        return isUnsigned ? Long.compareUnsigned(x, y) : Long.compare(x, y);
                    }
                    return Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
                };
        return (a, b) -> {
            for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
                int compared = numbers.compare(a.get(i), b.get(i));
                if (compared != 0) {
                    return compared;
                }
            }
            return Integer.compare(a.size(), b.size());
        };
    }

    private static Value list(OnnxCall call, int... numbers) {
        var type = new TensorType(DType.I64, Shape.of(numbers.length));
        return call.constant(OnnxTensor.of(Tensor.of(type, i -> numbers[i])));
    }
}
