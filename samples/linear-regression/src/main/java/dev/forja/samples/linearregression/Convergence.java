package dev.forja.samples.linearregression;

import dev.forja.runtime.train.Trainer;
import dev.forja.runtime.train.TrainingListener;
import dev.forja.runtime.train.TrainingPlan;

/**
 * Stops a run at the first step that moves the parameters by no more than a share of their length:
 * ‖θ′ − θ‖ ≤ tolerance · ‖θ′‖. The cost would be a poor judge: near its minimum it is flat, and
 * stands still long before the parameters do.
 */
final class Convergence implements TrainingListener {
    private final double tolerance;
    private Trainer trainer;
    private float[] before;

    Convergence(double tolerance) {
        this.tolerance = tolerance;
    }

    /** The run to stop; to be called before it starts. */
    void watch(Trainer run) {
        trainer = run;
    }

    @Override
    public void onStart(TrainingPlan plan) {
        before = trainer.state().f32.clone();
    }

    @Override
    public void onStep(long step, float loss) {
        float[] now = trainer.state().f32;
        double moved = 0;
        double length = 0;
        for (int i = 0; i < now.length; i++) {
            double change = (double) now[i] - before[i];
            moved += change * change;
            length += (double) now[i] * now[i];
        }
        if (Math.sqrt(moved) <= tolerance * Math.sqrt(length)) {
            trainer.stop();
        }
        System.arraycopy(now, 0, before, 0, now.length);
    }
}
