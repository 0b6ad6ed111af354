package dev.forja.ir.op.conv;

import dev.forja.ir.build.Emit;
import dev.forja.ir.graph.FunctionBuilder;
import dev.forja.ir.graph.Value;
import dev.forja.ir.op.create.Fill;
import dev.forja.ir.op.shape.Broadcast;
import dev.forja.ir.op.shape.Slice;
import dev.forja.ir.op.shape.Transpose;
import dev.forja.ir.type.Dim;
import dev.forja.ir.type.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How images lie as square tiles: {@code [batch, rows of tiles, rows in a tile, columns of tiles,
 * columns in a tile, channels]}. Memory has the order of {@code [batch, height, width, channels]},
 * where height and width are filled up to whole tiles with elements that mean nothing. What is
 * computed element by element can be computed in this form too.
 *
 * @param shape of the images as the model sees them
 * @param channelsLast whether that is {@code [batch, height, width, channels]}, or else {@code
 *     [batch, channels, height, width]}
 * @param edge of a tile
 */
public record Tiling(Shape shape, boolean channelsLast, int edge) {
    private static final int RANK = 6;

    private Dim batch() {
        return shape.dim(0);
    }

    private int channelAxis() {
        return channelsLast ? 3 : 1;
    }

    private Dim channels() {
        return shape.dim(channelAxis());
    }

    private Dim size(int spatial) {
        return shape.dim(channelsLast ? 1 + spatial : 2 + spatial);
    }

    /** How many tiles lie along a spatial axis. */
    Dim tiles(int spatial) {
        return size(spatial).ceilDiv(edge);
    }

    private boolean isExact() {
        return tiles(0).times(edge).equals(size(0)) && tiles(1).times(edge).equals(size(1));
    }

    /** The shape of tiles. */
    public Shape tiled() {
        return Shape.of(batch(), tiles(0), Dim.of(edge), tiles(1), Dim.of(edge), channels());
    }

    /** The images out of tiles, with their channels last: whole tiles cost nothing. */
    public Value imagesChannelsLast(FunctionBuilder builder, Value tiles) {
        var whole = Shape.of(batch(), tiles(0).times(edge), tiles(1).times(edge), channels());
        var images = Emit.reshape(builder, tiles, whole);
        if (isExact()) {
            return images;
        }
        var sizes = List.of(batch(), size(0), size(1), channels());
        return builder.add(
                new Slice(Collections.nCopies(4, Dim.ZERO), sizes, Collections.nCopies(4, 1)),
                images);
    }

    /** The images out of tiles, as the model sees them. */
    public Value images(FunctionBuilder builder, Value tiles) {
        var images = imagesChannelsLast(builder, tiles);
        return channelsLast ? images : builder.add(new Transpose(List.of(0, 3, 1, 2)), images);
    }

    /**
     * A value of the shape of the images as tiles, where that costs nothing: the same everywhere,
     * the same at all positions, or images of whole tiles with their channels last.
     */
    public Optional<Value> tiles(FunctionBuilder builder, Value images) {
        var definition = images.definition();
        if (definition != null && definition.op() instanceof Fill(var type, _, var value)) {
            return Optional.of(builder.add(new Fill(type, tiled(), value)));
        }
        if (definition != null && definition.op() instanceof Broadcast(_, var axes)) {
            return spread(builder, definition.operands().getFirst(), axes);
        }
        return channelsLast && isExact()
                ? Optional.of(Emit.reshape(builder, images, tiled()))
                : Optional.empty();
    }

    /** What is repeated over the positions, but not over them alone. */
    private Optional<Value> spread(FunctionBuilder builder, Value small, List<Integer> axes) {
        var dims = new ArrayList<Dim>();
        var to = new ArrayList<Integer>();
        for (int i = 0; i < axes.size(); i++) {
            var dim = small.type().shape().dim(i);
            if (dim.isConstant(1)) {
                continue;
            }
            if (axes.get(i) != 0 && axes.get(i) != channelAxis()) {
                return Optional.empty();
            }
            dims.add(dim);
            to.add(axes.get(i) == 0 ? 0 : RANK - 1);
        }
        var squeezed = Emit.reshape(builder, small, new Shape(dims));
        return Optional.of(builder.add(new Broadcast(tiled(), to), squeezed));
    }
}
