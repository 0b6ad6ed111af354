package dev.forja.bench.peers.tensorflow;

import dev.forja.bench.engine.Engine;
import dev.forja.bench.engine.Problem;
import dev.forja.bench.engine.Session;
import dev.forja.bench.workload.Task;
import dev.forja.bench.workload.Task.Activation;
import dev.forja.bench.workload.Task.Layer;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.framework.optimizers.GradientDescent;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** A static graph with variables; the batch's tensors are made once and fed on every step. */
final class TrainingSession implements Session {
    private final Graph graph = new Graph();
    private final org.tensorflow.Session session;
    private final Operand<TFloat32> loss;
    private final Op step;
    private final Placeholder<TFloat32> rows;
    private final Placeholder<TFloat32> labels;
    private final TFloat32 rowValues;
    private final TFloat32 labelValues;

    TrainingSession(Problem problem, int threads) {
        var tf = Ops.create(graph);
        var shape = Shape.of(problem.shape(0)[0], problem.shape(0)[1]);
        rows = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
        var layers = ((Task.Network) problem.workload().task()).layers();
        var classes = Shape.of(shape.get(0), layers.getLast().units());
        labels = tf.placeholder(TFloat32.class, Placeholder.shape(classes));
        rowValues = TFloat32.tensorOf(shape, DataBuffers.of((float[]) problem.inputs().get(0)));
        labelValues =
                TFloat32.tensorOf(
                        classes,
                        DataBuffers.of(
                                oneHot((int[]) problem.inputs().get(1), layers.getLast().units())));

        Operand<TFloat32> value = rows;
        for (var layer : layers) {
            value = layer(tf, value, layer, problem);
        }
        var losses = tf.nn.softmaxCrossEntropyWithLogits(value, labels);
        loss = tf.math.mean(losses.loss(), tf.constant(0));
        step = new GradientDescent(graph, Engine.LEARNING_RATE).minimize(loss);
        session =
                new org.tensorflow.Session(
                        graph,
                        ConfigProto.newBuilder()
                                .setIntraOpParallelismThreads(threads)
                                .setInterOpParallelismThreads(1)
                                .build());
        session.initialize();
    }

    /** TensorFlow-Java has no gradient of the cross-entropy with class numbers. */
    private static float[] oneHot(int[] classOfRow, int classes) {
        float[] rows = new float[classOfRow.length * classes];
        for (int row = 0; row < classOfRow.length; row++) {
            rows[row * classes + classOfRow[row]] = 1;
        }
        return rows;
    }

    /** The layer before the loss has no activation of its own: the loss takes logits. */
    private static Operand<TFloat32> layer(
            Ops tf, Operand<TFloat32> x, Layer layer, Problem problem) {
        var weights = variable(tf, layer.weights(), problem, layer.inputs(), layer.units());
        var bias = variable(tf, layer.bias(), problem, layer.units());
        Operand<TFloat32> sum = tf.nn.biasAdd(tf.linalg.matMul(x, weights), bias);
        return layer.activation() == Activation.RELU ? tf.nn.relu(sum) : sum;
    }

    private static Operand<TFloat32> variable(Ops tf, String name, Problem problem, long... sizes) {
        var values = DataBuffers.of(problem.parameters().floats(name));
        return tf.withName(name.replace('.', '_')).variable(tf.constant(Shape.of(sizes), values));
    }

    @Override
    public void call() {
        session.runner()
                .feed(rows, rowValues)
                .feed(labels, labelValues)
                .addTarget(step)
                .run()
                .close();
    }

    @Override
    public float[] check() {
        float[] losses = new float[CHECKED_STEPS];
        for (int i = 0; i < losses.length; i++) {
            try (var result =
                    session.runner()
                            .feed(rows, rowValues)
                            .feed(labels, labelValues)
                            .fetch(loss)
                            .run()) {
                losses[i] = ((TFloat32) result.get(0)).getFloat();
            }
            call();
        }
        return losses;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
        rowValues.close();
        labelValues.close();
    }
}
