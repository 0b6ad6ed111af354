package dev.forja.compiler.onnx;

import dev.forja.frontend.onnx.data.TensorData;
import dev.forja.frontend.onnx.proto.ValueMessage;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shapes of inputs whose model gives different sizes the same name, as exporters do. An axis keeps
 * the name only together with those that have its size in every data set.
 */
final class SplitSymbols {
    private record Key(String name, List<Long> sizes) {}

    private SplitSymbols() {}

    /**
     * @param inputs as the model declares them
     * @param sets data of inputs by name, which has their ranks
     */
    static Map<String, Shape> shapes(
            List<ValueMessage> inputs, List<Map<String, TensorData>> sets) {
        var symbols = new LinkedHashMap<Key, Dim>();
        var shapes = new HashMap<String, Shape>();
        for (var input : inputs) {
            var declared = input.getType().getTensor().getShape();
            var given =
                    sets.stream()
                            .filter(set -> set.containsKey(input.getName()))
                            .map(set -> set.get(input.getName()).type().shape())
                            .toList();
            var dims = new ArrayList<Dim>();
            for (int axis = 0; axis < declared.getDimsCount(); axis++) {
                var dim = declared.getDims(axis);
                int at = axis;
                dims.add(
                        dim.hasValue()
                                ? Dim.of(dim.getValue())
                                : symbols.computeIfAbsent(
                                        new Key(
                                                dim.getSymbol(),
                                                given.stream()
                                                        .map(shape -> shape.dim(at).constant())
                                                        .toList()),
                                        _ -> Dim.symbol("split_" + symbols.size())));
            }
            shapes.put(input.getName(), new Shape(dims));
        }
        return shapes;
    }
}
