package dev.forja.samples.softmaxregression;

import dev.forja.runtime.Parameters;
import dev.forja.runtime.Workspace;
import dev.forja.runtime.train.TrainingMemory;
import dev.forja.runtime.train.TrainingState;
import dev.forja.samples.support.ConfusionMatrix;
import dev.forja.samples.support.LabelledImages;
import dev.forja.samples.support.Values;

/** Holds the variables of a graph and runs it on what is fed. */
final class Session {
    private static final int CLASSES = 10;

    /** Factor of each update. */
    static final float LEARNING_RATE = 0.5f;

    /**
     * What a run of the graph gives.
     *
     * @param loss the mean cross-entropy of the batch before its step
     * @param predictions the probabilities that led to it
     */
    record Fetched(float loss, float[] predictions) {
        /** Share of the pictures whose class is the likeliest. */
        double accuracy(int[] classes) {
            int[] predicted = Values.likeliest(predictions, CLASSES);
            return ConfusionMatrix.of(classes, predicted, CLASSES).accuracy();
        }
    }

    private final Graph graph;
    private final TrainingState variables;
    private final Workspace workspace;

    /** A session with the variables at their first values. */
    Session(Graph graph) {
        this.graph = graph;
        variables = new TrainingState(graph.model().parameters(), graph.minimize().slotCount(), 0);
        workspace = graph.model().workspace();
    }

    /** One step: feeds a batch, and fetches the loss and the predictions. */
    Fetched run(Batch batch) {
        Object[] feed = {batch.x, batch.labels};
        graph.model().parameters(variables.snapshot());
        float[] predictions = graph.predictions().of(batch.x, batch.size());
        float loss =
                graph.minimize()
                        .step(feed, new int[] {batch.size()}, LEARNING_RATE, variables, workspace);
        return new Fetched(loss, predictions);
    }

    /** The variables as they are now. */
    Parameters variables() {
        return variables.snapshot();
    }

    /** What the session holds. */
    TrainingMemory memory() {
        return TrainingMemory.of(variables, workspace);
    }

    /** What the variables say of pictures, without a step. */
    ConfusionMatrix evaluate(LabelledImages images) {
        graph.model().parameters(variables.snapshot());
        float[] predictions = graph.predictions().of(images.pixels(), images.count());
        int[] predicted = Values.likeliest(predictions, CLASSES);
        return ConfusionMatrix.of(images.labels(), predicted, CLASSES);
    }
}
