package dev.forja.ir.op.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Channels stand behind the batch in ONNX: [batch, channels, spatial..]. */
public final class OnnxLayout {
    private OnnxLayout() {}

    /** The first operand with its channels behind the batch. */
    public static OnnxTarget.Ref first(OnnxTarget target, boolean channelsLast) {
        var value = target.operand(0);
        return channelsLast ? target.transpose(value, channelsFirst(target.type(0).rank())) : value;
    }

    /** A result with its channels where the operator has them. */
    public static OnnxTarget.Ref back(
            OnnxTarget target, OnnxTarget.Ref value, int rank, boolean channelsLast) {
        if (!channelsLast) {
            return value;
        }
        var first = channelsFirst(rank);
        return target.transpose(
                value, IntStream.range(0, rank).map(first::indexOf).boxed().toList());
    }

    private static List<Integer> channelsFirst(int rank) {
        var order = new ArrayList<>(IntStream.range(0, rank - 1).boxed().toList());
        order.add(1, rank - 1);
        return order;
    }
}
