package dev.forja.passes.tensor;

import dev.forja.ir.graph.Function;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Node;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.ElementwiseOp;
import dev.forja.ir.op.conv.ComputesOnTiles;
import dev.forja.ir.op.conv.TiledConvolution;
import dev.forja.ir.op.conv.Tiling;
import dev.forja.ir.type.DType;
import dev.forja.passes.pipeline.Pass;
import dev.forja.passes.pipeline.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes convolutions with fewer multiplications where their shapes make it pay, if their kernels
 * depend on parameters alone: the transformed kernels are then made when parameters are put into
 * service. What follows element by element (bias, normalisation, activation, a residual) is
 * computed on the tiles as well, so that it fuses and that a chain of convolutions need not go back
 * to images in between.
 */
public final class TransformConvolutions implements Pass {
    @Override
    public String doc() {
        return "computes 3x3 convolutions on transformed tiles where that takes less (Winograd)";
    }

    @Override
    public Set<Property> requires() {
        return Set.of(Property.DROPOUT_DECIDED);
    }

    @Override
    public Function run(Function function) {
        var kernels = ofParameters(function);
        boolean isWanted =
                function.nodes().stream().anyMatch(node -> tiled(node, kernels).isPresent());
        if (!isWanted) {
            return function;
        }
        var plain = DecomposeComposites.except(function, node -> tiled(node, kernels).isPresent());
        return new Rewriting(ofParameters(plain)).run(plain);
    }

    /** Values that are computed from parameters alone, in the type that weights are packed in. */
    private static Set<Value> ofParameters(Function function) {
        return FixedValues.of(function, type -> type.dtype() == DType.F32);
    }

    private static Optional<TiledConvolution> tiled(Node node, Set<Value> ofParameters) {
        return node.op() instanceof ComputesOnTiles op
                        && ofParameters.contains(node.operands().get(ComputesOnTiles.KERNEL))
                ? op.onTiles(node.operands().stream().map(Value::type).toList())
                        .filter(TiledConvolution::pays)
                : Optional.empty();
    }

    /** Images that are there as tiles. */
    private record Tiles(Tiling tiling, Value value) {}

    private static final class Rewriting {
        private final Set<Value> ofParameters;
        private final Map<Value, Tiles> known = new HashMap<>();

        Rewriting(Set<Value> ofParameters) {
            this.ofParameters = ofParameters;
        }

        Function run(Function function) {
            return Rebuild.of(function, this::replace);
        }

        private List<Value> replace(FunctionBuilder builder, Node node, List<Value> operands) {
            var convolution = tiled(node, ofParameters);
            if (convolution.isPresent()) {
                return convolve(builder, convolution.get(), operands, name(node));
            }
            return node.op() instanceof ElementwiseOp && isSafe(node)
                    ? elementwise(builder, node, operands)
                    : null;
        }

        private static String name(Node node) {
            return node.results().getFirst().name();
        }

        private List<Value> convolve(
                FunctionBuilder builder,
                TiledConvolution convolution,
                List<Value> operands,
                String name) {
            var x = operands.get(ComputesOnTiles.IMAGE);
            var tiles = known.get(x);
            var images =
                    tiles == null
                            ? convolution.channelsLast(builder, x)
                            : tiles.tiling().imagesChannelsLast(builder, tiles.value());
            var result =
                    convolution.tiles(builder, images, operands.get(ComputesOnTiles.KERNEL), name);
            return images(builder, new Tiles(convolution.tiling(), result));
        }

        private List<Value> images(FunctionBuilder builder, Tiles tiles) {
            var images = tiles.tiling().images(builder, tiles.value());
            known.put(images, tiles);
            return List.of(images);
        }

        /** Integers that mean nothing must not be divided by. */
        private static boolean isSafe(Node node) {
            return node.operands().stream()
                    .map(operand -> operand.type().dtype())
                    .allMatch(type -> type.isFloat() || type == DType.BOOL);
        }

        /** On tiles if all operands are there as such or become so without cost. */
        private List<Value> elementwise(FunctionBuilder builder, Node node, List<Value> operands) {
            var first = operands.stream().filter(known::containsKey).findFirst();
            if (first.isEmpty()) {
                return null;
            }
            var tiling = known.get(first.get()).tiling();
            var tiles = new ArrayList<Value>();
            for (var operand : operands) {
                var value = tiles(builder, tiling, operand);
                if (value.isEmpty()) {
                    return null;
                }
                tiles.add(value.get());
            }
            var result = builder.named(name(node)).node(node.op(), tiles).result();
            return images(builder, new Tiles(tiling, result));
        }

        private Optional<Value> tiles(FunctionBuilder builder, Tiling tiling, Value operand) {
            var tiles = known.get(operand);
            return tiles != null && tiles.tiling().equals(tiling)
                    ? Optional.of(tiles.value())
                    : tiling.tiles(builder, operand);
        }
    }
}
