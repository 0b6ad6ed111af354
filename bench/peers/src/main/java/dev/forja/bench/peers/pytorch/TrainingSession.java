package dev.forja.bench.peers.pytorch;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.forja.bench.engine.Engine;
import dev.forja.bench.engine.Problem;
import dev.forja.bench.engine.Session;
import dev.forja.bench.workload.Task;
import dev.forja.bench.workload.Task.Layer;
import java.nio.FloatBuffer;
import java.util.List;

/** DJL's own trainer, as its documentation uses it; the batch's tensors are made once. */
final class TrainingSession implements Session {
    private final Model model = Model.newInstance("benchmark", "PyTorch");
    private final Trainer trainer;
    private final NDList rows;
    private final NDList labels;
    private final Loss loss = Loss.softmaxCrossEntropyLoss();

    TrainingSession(Problem problem) {
        List<Layer> layers = ((Task.Network) problem.workload().task()).layers();
        var block = new SequentialBlock();
        for (var layer : layers) {
            block.add(Linear.builder().setUnits(layer.units()).build());
            if (layer.activation() == Task.Activation.RELU) {
                block.add(Activation::relu);
            }
        }
        model.setBlock(block);
        var rate = Tracker.fixed(Engine.LEARNING_RATE);
        trainer =
                model.newTrainer(
                        new DefaultTrainingConfig(loss)
                                .optOptimizer(
                                        Optimizer.sgd().setLearningRateTracker(rate).build()));
        var manager = trainer.getManager();
        int[] sizes = problem.shape(0);
        var shape = new ai.djl.ndarray.types.Shape(sizes[0], sizes[1]);
        trainer.initialize(shape);
        rows = new NDList(manager.create((float[]) problem.inputs().get(0), shape));
        labels = new NDList(manager.create((int[]) problem.inputs().get(1)));
        var parameters = block.getParameters();
        for (int i = 0; i < layers.size(); i++) {
            set(parameters.valueAt(2 * i), transposed(layers.get(i), problem));
            set(parameters.valueAt(2 * i + 1), problem.parameters().floats(layers.get(i).bias()));
        }
    }

    private static void set(Parameter parameter, float[] values) {
        parameter.getArray().set(FloatBuffer.wrap(values));
    }

    /** PyTorch keeps weights as {@code [units, inputs]}. */
    private static float[] transposed(Layer layer, Problem problem) {
        float[] values = problem.parameters().floats(layer.weights());
        float[] transposed = new float[values.length];
        for (int input = 0; input < layer.inputs(); input++) {
            for (int unit = 0; unit < layer.units(); unit++) {
                transposed[unit * layer.inputs() + input] = values[input * layer.units() + unit];
            }
        }
        return transposed;
    }

    private float step(boolean readLoss) {
        float read;
        try (var collector = trainer.newGradientCollector()) {
            var predictions = trainer.forward(rows);
            var value = loss.evaluate(labels, predictions);
            read = readLoss ? value.getFloat() : 0;
            collector.backward(value);
            predictions.close();
            value.close();
        }
        trainer.step();
        return read;
    }

    @Override
    public void call() {
        step(false);
    }

    @Override
    public float[] check() {
        float[] losses = new float[CHECKED_STEPS];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = step(true);
        }
        return losses;
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
