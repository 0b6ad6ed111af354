package dev.forja.runtime.train;

/**
 * When to end training before its last epoch. The result then, and also after the last epoch, is
 * the parameters of the best epoch.
 *
 * @param metric name of the metric to watch, higher being better; null to watch the loss: that of
 *     the validation data if there are any, else the mean training loss of the epoch
 * @param patience number of epochs in a row without improvement after which training ends, at least
 *     1
 * @param minDelta least change that counts as an improvement, at least 0
 */
public record EarlyStopping(String metric, int patience, double minDelta) {
    public EarlyStopping {
        if (patience < 1) {
            throw new IllegalArgumentException("expected a patience >= 1, found " + patience);
        }
        if (!(minDelta >= 0)) {
            throw new IllegalArgumentException("expected minDelta >= 0, found " + minDelta);
        }
    }

    /** Watches the loss. */
    public static EarlyStopping onLoss(int patience, double minDelta) {
        return new EarlyStopping(null, patience, minDelta);
    }

    /** Watches a metric. */
    public static EarlyStopping onMetric(String metric, int patience, double minDelta) {
        return new EarlyStopping(metric, patience, minDelta);
    }

    /** The watched figure as a cost: lower is better. */
    double cost(EpochReport report) {
        if (metric != null) {
            return -report.metrics().get(metric);
        }
        return report.validationLoss().orElse(report.trainingLoss());
    }
}
