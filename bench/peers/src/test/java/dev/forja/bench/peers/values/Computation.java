package dev.forja.bench.peers.values;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.forja.bench.peers.values.Case.Operand;
import dev.forja.runtime.ElementType;
import dev.forja.runtime.TensorBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Runs a case: made-up operands, the results, and the gradient of half the sum of the squares of
 * all results by each operand of floating point.
 */
final class Computation {
    private Computation() {}

    /** All values: operands by their names, {@code resultN}, {@code loss} and {@code d_OPERAND}. */
    static List<TensorBlock> run(Case each) {
        var values = new ArrayList<TensorBlock>();
        var random = new Random(each.name().hashCode());
        try (var manager = NDManager.newBaseManager("PyTorch");
                var collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            var operands = new NDList();
            for (var operand : each.operands()) {
                operands.add(operand(manager, operand, random, values));
            }
            var results = each.formula().apply(operands);
            NDArray loss = null;
            for (int i = 0; i < results.size(); i++) {
                var result = results.get(i);
                values.add(block("result" + i, result));
                var half = result.square().sum().mul(0.5f);
                loss = loss == null ? half : loss.add(half);
            }
            values.add(block("loss", loss));
            collector.backward(loss);
            for (int i = 0; i < operands.size(); i++) {
                var operand = each.operands().get(i);
                if (operand.hasGradient()) {
                    values.add(block("d_" + operand.name(), operands.get(i).getGradient()));
                }
            }
        }
        return values;
    }

    private static NDArray operand(
            NDManager manager, Operand operand, Random random, List<TensorBlock> values) {
        var shape = new Shape(Arrays.stream(operand.shape()).asLongStream().toArray());
        if (operand.isFloat()) {
            float[] numbers = new float[operand.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] =
                        operand.hasGradient() ? random.nextFloat() * 2 - 1 : operand.constant();
            }
            values.add(
                    new TensorBlock(operand.name(), ElementType.F32, operand.shape(), numbers, 0));
            var array = manager.create(numbers, shape);
            array.setRequiresGradient(operand.hasGradient());
            return array;
        }
        int[] numbers = new int[operand.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] =
                    operand.constant() >= 0
                            ? operand.constant()
                            : random.nextInt(operand.classes());
        }
        values.add(new TensorBlock(operand.name(), ElementType.I32, operand.shape(), numbers, 0));
        return manager.create(numbers, shape);
    }

    private static TensorBlock block(String name, NDArray array) {
        int[] shape =
                Arrays.stream(array.getShape().getShape()).mapToInt(Math::toIntExact).toArray();
        return new TensorBlock(name, ElementType.F32, shape, array.toFloatArray(), 0);
    }
}
