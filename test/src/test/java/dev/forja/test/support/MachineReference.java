package dev.forja.test.support;

import dev.forja.ir.graph.Function;
import dev.forja.ir.interp.KernelInterpreter;
import dev.forja.ir.interp.Tensor;
import dev.forja.ir.scalar.ScalarEvaluator;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.TensorType;
import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.lower.LowerModel;
import dev.forja.passes.pipeline.PassObserver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The fused kernels of a function, unscheduled, interpreted in the arithmetic of the machine: the bits to be met. */
public final class MachineReference {
    private MachineReference() {}

    /**
     * The results of a function.
     *
     * @param inputs one tensor per parameter, in order; f32 elements are f32 numbers
     */
    public static List<Tensor> run(Function function, Map<String, Long> symbols, List<Tensor> inputs) {
        var graph = LowerModel.units(Models.of(function), PassObserver.NONE).getFirst().kernels();
        var bindings =
                symbols.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> Dim.of(e.getValue())));
        var values = new HashMap<Buffer, Tensor>();
        for (int i = 0; i < inputs.size(); i++) {
            values.put(graph.params().get(i), inputs.get(i));
        }
        for (var node : graph.nodes()) {
            var result =
                    values.computeIfAbsent(
                            node.result(), buffer -> Tensor.zeros(bound(buffer.type(), bindings)));
            var operands = node.operands().stream().map(values::get).toList();
            KernelInterpreter.run(
                    node.kernel(), operands, result, symbols, ScalarEvaluator.Mode.MACHINE);
        }
        return graph.outputs().stream()
                .map(output -> values.get(output.buffer()).withShape(bound(output.type(), bindings).shape()))
                .toList();
    }

    private static TensorType bound(TensorType type, Map<String, Dim> bindings) {
        return type.withShape(type.shape().substitute(bindings));
    }
}
