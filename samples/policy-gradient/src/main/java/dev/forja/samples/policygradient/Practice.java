package dev.forja.samples.policygradient;

import dev.forja.runtime.train.EpochReport;
import dev.forja.runtime.train.TrainingListener;
import dev.forja.runtime.train.TrainingPlan;
import dev.forja.runtime.train.TrainingResult;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Lets an agent learn and tells a listener how it fares: an epoch is what one step learns from. */
final class Practice {
    private final Agent agent;
    private final TrainingListener listener;
    private final long began = System.nanoTime();

    Practice(Agent agent, TrainingListener listener) {
        this.agent = agent;
        this.listener = listener;
    }

    /**
     * Learns.
     *
     * @param steps updates of the policy
     * @param episodes episodes that each of them learns from
     * @return the mean return of the episodes of each step
     */
    double[] run(int steps, int episodes) {
        var model = agent.policy().spec().model();
        listener.onStart(new TrainingPlan(model, "loss", episodes, episodes, 1, 0, steps));
        var returns = new double[steps];
        EpochReport last = null;
        for (int i = 0; i < steps; i++) {
            var lesson = agent.learn(episodes);
            returns[i] = Episode.meanLength(lesson.played());
            listener.onStep(i + 1, lesson.loss());
            last = report(i + 1, lesson.loss(), returns[i]);
            listener.onEpoch(last);
        }
        listener.onEnd(
                new TrainingResult(
                        agent.policy().parameters(),
                        steps,
                        TrainingResult.End.COMPLETED,
                        Optional.ofNullable(last),
                        agent.memory(),
                        seconds()));
        return returns;
    }

    /** Wall time since the practice was made. */
    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    private EpochReport report(int step, float loss, double meanReturn) {
        return new EpochReport(
                step,
                step,
                true,
                loss,
                OptionalDouble.empty(),
                Map.of("return", meanReturn),
                Agent.POLICY_RATE,
                false,
                seconds());
    }
}
