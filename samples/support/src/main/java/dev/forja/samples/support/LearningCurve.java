package dev.forja.samples.support;

import dev.forja.runtime.train.EpochReport;
import dev.forja.runtime.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Keeps the figures of all epochs of a run, to be plotted. */
public final class LearningCurve implements TrainingListener {
    private final List<EpochReport> reports = new ArrayList<>();

    @Override
    public void onEpoch(EpochReport report) {
        reports.add(report);
    }

    /** The reports so far, the first epoch first. */
    public List<EpochReport> reports() {
        return List.copyOf(reports);
    }

    /** One figure of every epoch. */
    public double[] figures(ToDoubleFunction<EpochReport> figure) {
        return reports.stream().mapToDouble(figure).toArray();
    }

    /**
     * The losses against the epochs, and the metrics at a scale of their own.
     *
     * @throws IllegalStateException if no epoch has ended yet
     */
    public Plot plot(String title) {
        if (reports.isEmpty()) {
            throw new IllegalStateException("no epoch has ended: there is nothing to plot");
        }
        double[] epochs = figures(EpochReport::epoch);
        var plot = new Plot(title, "epoch", "loss");
        plot.line("training loss", epochs, figures(EpochReport::trainingLoss));
        if (reports.getFirst().validationLoss().isPresent()) {
            double[] losses = figures(report -> report.validationLoss().orElse(Double.NaN));
            plot.line("validation loss", epochs, losses);
        }
        Map<String, Double> metrics = reports.getFirst().metrics();
        for (String name : metrics.keySet()) {
            plot.lineAtRight(name, name, epochs, figures(report -> report.metrics().get(name)));
        }
        return plot;
    }
}
