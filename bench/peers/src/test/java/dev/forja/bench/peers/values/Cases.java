package dev.forja.bench.peers.values;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import dev.forja.bench.peers.values.Case.Operand;
import java.util.List;

/** What PyTorch is asked for. Operands have the layout of our operators. */
final class Cases {
    private static final int HIDDEN = 5;

    static final List<Case> ALL =
            List.of(
                    Case.of(
                            "conv2d",
                            x ->
                                    Conv2d.conv2d(
                                                    x.get(0),
                                                    x.get(1),
                                                    null,
                                                    new Shape(2, 2),
                                                    new Shape(1, 1))
                                            .singletonOrThrow(),
                            Operand.of("x", 2, 3, 7, 6),
                            Operand.of("kernel", 4, 3, 3, 3)),
                    Case.of(
                            "conv2d-dilated-groups",
                            x ->
                                    Conv2d.conv2d(
                                                    x.get(0),
                                                    x.get(1),
                                                    null,
                                                    new Shape(1, 1),
                                                    new Shape(2, 2),
                                                    new Shape(2, 2),
                                                    2)
                                            .singletonOrThrow(),
                            Operand.of("x", 2, 4, 6, 5),
                            Operand.of("kernel", 6, 2, 3, 3)),
                    Case.of(
                            "batch-norm",
                            x ->
                                    BatchNorm.batchNorm(
                                                    x.get(0), x.get(3), x.get(4), x.get(1),
                                                    x.get(2), 1, 0.9f, 1e-3f, true)
                                            .singletonOrThrow(),
                            Operand.of("x", 4, 3, 5),
                            Operand.of("scale", 3),
                            Operand.of("bias", 3),
                            Operand.statistic("mean", 0, 3),
                            Operand.statistic("variance", 1, 3)),
                    Case.of(
                            "layer-norm",
                            x ->
                                    LayerNorm.layerNorm(
                                                    x.get(0),
                                                    new Shape(7),
                                                    x.get(1),
                                                    x.get(2),
                                                    1e-3f)
                                            .singletonOrThrow(),
                            Operand.of("x", 5, 7),
                            Operand.of("scale", 7),
                            Operand.of("bias", 7)),
                    Case.of(
                            "gelu",
                            x -> x.get(0).getNDArrayInternal().gelu(),
                            Operand.of("x", 5, 7)),
                    Case.of(
                            "softmax-cross-entropy",
                            x -> x.get(0).logSoftmax(-1).mul(x.get(1)).sum(new int[] {-1}).neg(),
                            Operand.of("logits", 6, 10),
                            Operand.of("labels", 6, 10)),
                    Case.of(
                            "sparse-softmax-cross-entropy",
                            x ->
                                    x.get(0)
                                            .logSoftmax(-1)
                                            .gather(
                                                    x.get(1)
                                                            .toType(DataType.INT64, false)
                                                            .expandDims(1),
                                                    1)
                                            .squeeze(1)
                                            .neg(),
                            Operand.of("logits", 6, 10),
                            Operand.labels("labels", 10, 6)),
                    Case.of(
                            "attention",
                            x -> attention(x, false),
                            Operand.of("query", 2, 3, 4, 5),
                            Operand.of("key", 2, 3, 6, 5),
                            Operand.of("value", 2, 3, 6, 4)),
                    Case.of(
                            "attention-causal",
                            x -> attention(x, true),
                            Operand.of("query", 2, 4, 5),
                            Operand.of("key", 2, 4, 5),
                            Operand.of("value", 2, 4, 3)),
                    new Case(
                            "lstm",
                            List.of(
                                    Operand.of("x", 6, 2, 3),
                                    Operand.of("w", 4 * HIDDEN, 3),
                                    Operand.of("u", 4 * HIDDEN, HIDDEN),
                                    Operand.of("b", 4 * HIDDEN),
                                    Operand.filled("lengths", 6, 2),
                                    Operand.of("h", 2, HIDDEN),
                                    Operand.of("c", 2, HIDDEN)),
                            Cases::lstm),
                    new Case(
                            "gru",
                            List.of(
                                    Operand.of("x", 6, 2, 3),
                                    Operand.of("w", 3 * HIDDEN, 3),
                                    Operand.of("u", 3 * HIDDEN, HIDDEN),
                                    Operand.of("b", 3 * HIDDEN),
                                    Operand.of("c", 3 * HIDDEN),
                                    Operand.filled("lengths", 6, 2),
                                    Operand.of("h", 2, HIDDEN)),
                            Cases::gru));

    private Cases() {}

    /** softmax(q k^T / sqrt(d)) v; causal: position i sees positions up to i. */
    private static NDArray attention(NDList x, boolean isCausal) {
        var query = x.get(0);
        var key = x.get(1);
        int rank = query.getShape().dimension();
        float scale = 1 / (float) Math.sqrt(query.getShape().get(rank - 1));
        var scores = query.matMul(key.swapAxes(rank - 2, rank - 1)).mul(scale);
        if (isCausal) {
            long length = query.getShape().get(rank - 2);
            var places = query.getManager().arange(0f, length, 1f);
            var isSeen = places.reshape(1, length).lte(places.reshape(length, 1));
            var never = scores.onesLike().mul(Float.NEGATIVE_INFINITY);
            scores = NDArrays.where(isSeen.broadcast(scores.getShape()), scores, never);
        }
        return scores.softmax(-1).matMul(x.get(2));
    }

    /** PyTorch's gates are input, forget, cell, output; ours input, output, forget, cell. */
    private static NDList lstm(NDList x) {
        var parameters = new NDList();
        for (int i = 1; i <= 3; i++) {
            parameters.add(gates(x.get(i), 0, 2, 3, 1));
        }
        parameters.add(parameters.get(2).zerosLike());
        var state = new NDList(x.get(5).expandDims(0), x.get(6).expandDims(0));
        var results =
                x.get(0)
                        .getNDArrayInternal()
                        .lstm(x.get(0), state, parameters, true, 1, 0, true, false, false);
        return new NDList(results.get(0), results.get(1).squeeze(0), results.get(2).squeeze(0));
    }

    /** PyTorch's gates are reset, update, new; ours update, reset, new. */
    private static NDList gru(NDList x) {
        var parameters = new NDList();
        for (int i = 1; i <= 4; i++) {
            parameters.add(gates(x.get(i), 1, 0, 2));
        }
        var results =
                x.get(0)
                        .getNDArrayInternal()
                        .gru(
                                x.get(0),
                                x.get(6).expandDims(0),
                                parameters,
                                true,
                                1,
                                0,
                                true,
                                false,
                                false);
        return new NDList(results.get(0), results.get(1).squeeze(0));
    }

    private static NDArray gates(NDArray all, int... order) {
        var gates = new NDList();
        for (int gate : order) {
            gates.add(all.get(gate * HIDDEN + ":" + (gate + 1) * HIDDEN));
        }
        return NDArrays.concat(gates);
    }
}
