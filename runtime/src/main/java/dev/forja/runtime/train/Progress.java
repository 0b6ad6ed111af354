package dev.forja.runtime.train;

import dev.forja.runtime.Parameters;

/** What a run remembers between steps beside its {@link TrainingState}; part of a checkpoint. */
final class Progress {
    /** Sum over the rows of the current epoch of the loss. */
    double lossSum;

    /** Rows of the current epoch done. */
    long lossRows;

    /** Lowest cost that early stopping has seen. */
    double bestCost = Double.POSITIVE_INFINITY;

    /** Epochs since then. */
    int epochsWithoutBest;

    /** Parameters of that epoch; null before the first. */
    Parameters best;

    void addLoss(float loss, int rows) {
        lossSum += (double) loss * rows;
        lossRows += rows;
    }

    void beginEpoch() {
        lossSum = 0;
        lossRows = 0;
    }

    double meanLoss() {
        return lossSum / lossRows;
    }

    /** Takes in the cost of a whole epoch; says whether it is the best so far. */
    boolean improve(double cost, double minDelta, TrainingState state) {
        // The first finite cost always counts: infinity minus anything is infinity.
        if (cost < bestCost - minDelta) {
            bestCost = cost;
            epochsWithoutBest = 0;
            best = state.snapshot();
            return true;
        }
        epochsWithoutBest++;
        return false;
    }
}
