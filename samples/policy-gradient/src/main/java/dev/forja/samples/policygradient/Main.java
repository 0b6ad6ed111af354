package dev.forja.samples.policygradient;

import dev.forja.samples.support.Plot;
import dev.forja.samples.support.Progress;
import dev.forja.samples.support.SampleRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Learns to balance a pole on a cart by nothing but trial and error. */
public final class Main {
    private static final int STEPS = 120;
    private static final int QUICK_STEPS = 60;
    private static final int EVERY_STEPS = 10;

    /** Episodes that a step learns from. */
    private static final int EPISODES = 16;

    private static final long SEED = 1;

    /** Episodes after training, from starts of their own. */
    private static final int EVALUATIONS = 100;

    private static final long EVALUATION_SEED = 1_000_000;
    private static final int ANGLE = 2;

    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR]}
     */
    public static void main(String... arguments) throws IOException {
        run(SampleRun.of("policy-gradient", arguments), System.out);
    }

    static double run(SampleRun run, PrintStream out) throws IOException {
        int steps = run.quick() ? QUICK_STEPS : STEPS;
        var agent = new Agent(SEED);
        double untrained = Episode.meanLength(agent.evaluate(EVALUATIONS, EVALUATION_SEED));
        var practice = new Practice(agent, Progress.of(out, EVERY_STEPS));
        double[] returns = practice.run(steps, EPISODES);
        double seconds = practice.seconds();
        var evaluation = agent.evaluate(EVALUATIONS, EVALUATION_SEED);

        agent.policy().save(run.file("policy.safetensors"));
        double[] x = IntStream.rangeClosed(1, steps).asDoubleStream().toArray();
        new Plot("Learning to balance", "step, each of " + EPISODES + " episodes", "mean return")
                .line("while learning", x, returns)
                .write(run.file("learning-curve.png"));
        balance(evaluation.getFirst()).write(run.file("episode.png"));
        out.printf("parameters: %s%n", run.file("policy.safetensors"));
        out.printf("plots: %s, %s%n%n", run.file("learning-curve.png"), run.file("episode.png"));
        run.metric(out, "training_episodes", (double) steps * EPISODES);
        run.metric(out, "training_seconds", seconds);
        run.metric(out, "untrained_mean_return", untrained);
        run.metric(
                out,
                "least_return",
                evaluation.stream().mapToInt(Episode::length).min().orElseThrow());
        run.metric(out, "mean_return", Episode.meanLength(evaluation));
        return Episode.meanLength(evaluation);
    }

    private static Plot balance(Episode episode) {
        double[] time = IntStream.range(0, episode.length()).mapToDouble(i -> i / 50.0).toArray();
        double[] degrees = DoubleStream.of(episode.states(ANGLE)).map(Math::toDegrees).toArray();
        return new Plot("An episode after learning", "seconds", "position, m")
                .line("position", time, episode.states(0))
                .lineAtRight("angle", "angle, degrees", time, degrees);
    }
}
