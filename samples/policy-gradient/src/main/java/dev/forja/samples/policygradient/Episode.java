package dev.forja.samples.policygradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.random.RandomGenerator;

/** What happened from a start until the pole fell or the limit of steps was reached. */
final class Episode {
    /** Most pushes of an episode. */
    static final int LIMIT = 500;

    private final CartPole cart;

    /** One state more than there are pushes: the last one leads to none. */
    private final float[] states = new float[(LIMIT + 1) * CartPole.STATE];

    private final int[] actions = new int[LIMIT];
    private int length;

    private Episode(CartPole cart) {
        this.cart = cart;
        cart.copyState(states, 0);
    }

    /**
     * Plays some episodes side by side, so that the policy is asked about all of them at once.
     *
     * @param starts where the carts start
     * @param right decides from the probability of a push to the right
     */
    static List<Episode> play(
            Policy policy, int count, RandomGenerator starts, DoublePredicate right) {
        var all = new ArrayList<Episode>();
        for (int i = 0; i < count; i++) {
            all.add(new Episode(new CartPole(starts)));
        }
        var running = List.copyOf(all);
        while (!running.isEmpty()) {
            var states = new float[running.size() * CartPole.STATE];
            for (int i = 0; i < running.size(); i++) {
                running.get(i).cart.copyState(states, i * CartPole.STATE);
            }
            float[] probabilities = policy.act(states, running.size());
            for (int i = 0; i < running.size(); i++) {
                running.get(i).push(right.test(probabilities[2 * i + 1]));
            }
            running = running.stream().filter(Episode::runs).toList();
        }
        return all;
    }

    private boolean runs() {
        return length < LIMIT && !cart.failed();
    }

    private void push(boolean right) {
        actions[length] = right ? 1 : 0;
        length++;
        cart.push(right);
        cart.copyState(states, length * CartPole.STATE);
    }

    /** Pushes until the end, each of which is worth 1: the return that counts in the end. */
    int length() {
        return length;
    }

    /** The mean return of some episodes. */
    static double meanLength(List<Episode> episodes) {
        return episodes.stream().mapToInt(Episode::length).average().orElseThrow();
    }

    /** The states before each push. */
    float[] states() {
        return Arrays.copyOf(states, length * CartPole.STATE);
    }

    /** One of the four numbers of the states before each push. */
    double[] states(int index) {
        var numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = states[i * CartPole.STATE + index];
        }
        return numbers;
    }

    /** The pushes: 0 to the left, 1 to the right. */
    int[] actions() {
        return Arrays.copyOf(actions, length);
    }

    /**
     * The discounted return from each push on. An episode that was cut at the limit would have gone
     * on: what the baseline expects of its last state stands for the rest.
     */
    float[] returns(Baseline baseline, double discount) {
        var returns = new float[length];
        double rest = 0;
        if (!cart.failed()) {
            var last = new float[CartPole.STATE];
            cart.copyState(last, 0);
            rest = baseline.value(last, 1)[0];
        }
        for (int i = length - 1; i >= 0; i--) {
            rest = 1 + discount * rest;
            returns[i] = (float) rest;
        }
        return returns;
    }
}
