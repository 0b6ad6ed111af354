package dev.forja.bench.peers.pytorch;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.forja.bench.engine.Engine;
import dev.forja.bench.engine.Problem;
import dev.forja.bench.engine.Session;

/** DJL's own trainer, as its documentation uses it; the batch's tensors are made once. */
final class TrainingSession implements Session {
    private final Model model = Model.newInstance("benchmark", "PyTorch");
    private final Trainer trainer;
    private final NDList rows;
    private final NDList labels;
    private final Loss loss = Loss.softmaxCrossEntropyLoss();

    TrainingSession(Problem problem) {
        var network = PyTorchNetwork.of(problem);
        model.setBlock(network.block());
        var rate = Tracker.fixed(Engine.LEARNING_RATE);
        trainer =
                model.newTrainer(
                        new DefaultTrainingConfig(loss)
                                .optOptimizer(
                                        Optimizer.sgd().setLearningRateTracker(rate).build()));
        var manager = trainer.getManager();
        var shape = new Shape(network.inputShape());
        trainer.initialize(shape);
        rows = new NDList(manager.create((float[]) problem.inputs().get(0), shape));
        labels = new NDList(manager.create((int[]) problem.inputs().get(1)));
        network.setParameters();
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
