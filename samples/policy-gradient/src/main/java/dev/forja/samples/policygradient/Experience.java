package dev.forja.samples.policygradient;

import java.util.List;

/**
 * The pushes of some episodes, one after the other.
 *
 * @param states four numbers before each push
 * @param actions the pushes
 * @param returns the discounted return from each on
 */
record Experience(float[] states, int[] actions, float[] returns) {
    static Experience of(List<Episode> episodes, Baseline baseline, double discount) {
        int count = episodes.stream().mapToInt(Episode::length).sum();
        var all =
                new Experience(new float[count * CartPole.STATE], new int[count], new float[count]);
        int at = 0;
        for (var episode : episodes) {
            int n = episode.length();
            System.arraycopy(
                    episode.states(), 0, all.states, at * CartPole.STATE, n * CartPole.STATE);
            System.arraycopy(episode.actions(), 0, all.actions, at, n);
            System.arraycopy(episode.returns(baseline, discount), 0, all.returns, at, n);
            at += n;
        }
        return all;
    }

    int count() {
        return actions.length;
    }

    /**
     * How much better than expected each push turned out: return less expectation, shifted and
     * stretched to mean 0 and deviation 1, so that the size of a step does not depend on how well
     * things go.
     */
    float[] advantages(float[] expected) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < expected.length; i++) {
            double better = returns[i] - expected[i];
            sum += better;
            squares += better * better;
        }
        double mean = sum / expected.length;
        double deviation = Math.sqrt(squares / expected.length - mean * mean) + 1e-6;
        var advantages = new float[expected.length];
        for (int i = 0; i < advantages.length; i++) {
            advantages[i] = (float) ((returns[i] - expected[i] - mean) / deviation);
        }
        return advantages;
    }
}
