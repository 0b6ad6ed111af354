package dev.forja.samples.policygradient;

import dev.forja.runtime.Workspace;
import dev.forja.runtime.train.TrainingMemory;
import dev.forja.runtime.train.TrainingState;
import dev.forja.runtime.train.TrainingStep;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Learns by REINFORCE with a baseline (R. Sutton, A. Barto, "Reinforcement Learning", section
 * 13.4): plays some episodes by its policy, then makes those pushes likelier that went better than
 * its baseline expected.
 */
final class Agent {
    private static final double DISCOUNT = 0.99;
    static final float POLICY_RATE = 0.01f;
    private static final float BASELINE_RATE = 0.01f;

    /** The baseline has more to catch up with: the policy changes under it. */
    private static final int BASELINE_STEPS = 10;

    /**
     * What the agent learnt from.
     *
     * @param played the episodes
     * @param loss what the step descended, before it did
     */
    record Lesson(List<Episode> played, float loss) {}

    private final Policy policy;
    private final Baseline baseline;
    private final TrainingStep policyStep;
    private final TrainingStep baselineStep;
    private final TrainingState policyState;
    private final TrainingState baselineState;
    private final Workspace policyWorkspace;
    private final Workspace baselineWorkspace;
    private final SplittableRandom random;

    /** An agent that knows nothing; all that is random follows from the seed. */
    Agent(long seed) {
        policy = new Policy(seed);
        baseline = new Baseline(seed);
        policyStep = policy.lossTraining();
        baselineStep = baseline.lossTraining();
        policyState = new TrainingState(policy.parameters(), policyStep.slotCount(), seed);
        baselineState = new TrainingState(baseline.parameters(), baselineStep.slotCount(), seed);
        policyWorkspace = policy.workspace();
        baselineWorkspace = baseline.workspace();
        random = new SplittableRandom(seed);
    }

    /** The policy as it is now. */
    Policy policy() {
        return policy;
    }

    /** What the agent holds: policy and baseline. */
    TrainingMemory memory() {
        var one = TrainingMemory.of(policyState, policyWorkspace);
        var other = TrainingMemory.of(baselineState, baselineWorkspace);
        return new TrainingMemory(
                one.parameters() + other.parameters(),
                one.optimizer() + other.optimizer(),
                one.workspace() + other.workspace());
    }

    /** Plays some episodes and learns from them. */
    Lesson learn(int episodes) {
        var played = Episode.play(policy, episodes, random, p -> random.nextDouble() < p);
        var experience = Experience.of(played, baseline, DISCOUNT);
        int n = experience.count();
        int[] sizes = {n};
        float[] expected = baseline.value(experience.states(), n);
        float[] advantages = experience.advantages(expected);
        float loss =
                policyStep.step(
                        new Object[] {experience.states(), experience.actions(), advantages},
                        sizes,
                        POLICY_RATE,
                        policyState,
                        policyWorkspace);
        policy.parameters(policyState.snapshot());
        for (int i = 0; i < BASELINE_STEPS; i++) {
            baselineStep.step(
                    new Object[] {experience.states(), experience.returns()},
                    sizes,
                    BASELINE_RATE,
                    baselineState,
                    baselineWorkspace);
        }
        baseline.parameters(baselineState.snapshot());
        return new Lesson(played, loss);
    }

    /** Plays episodes whose starts it never learns from, always with the likelier push. */
    List<Episode> evaluate(int episodes, long seed) {
        return Episode.play(policy, episodes, new SplittableRandom(seed), p -> p > 0.5);
    }
}
