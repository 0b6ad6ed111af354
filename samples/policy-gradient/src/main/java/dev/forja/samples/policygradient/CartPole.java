package dev.forja.samples.policygradient;

import java.util.random.RandomGenerator;

/**
 * A pole on a cart that is pushed left or right fifty times a second, in SI units: A. Barto, R.
 * Sutton, C. Anderson, "Neuronlike adaptive elements that can solve difficult learning control
 * problems" (1983), whose friction, which is next to nothing, is left out.
 */
final class CartPole {
    /** Numbers of a state: position, velocity, angle, angular velocity. */
    static final int STATE = 4;

    private static final double GRAVITY = 9.8;
    private static final double CART_MASS = 1;
    private static final double POLE_MASS = 0.1;
    private static final double MASS = CART_MASS + POLE_MASS;

    /** From the joint to the pole's center of mass. */
    private static final double HALF_POLE = 0.5;

    private static final double FORCE = 10;
    private static final double SECONDS = 0.02;
    private static final double TRACK = 2.4;
    private static final double STEEPEST = Math.toRadians(12);
    private static final double START = 0.05;

    private double position;
    private double velocity;
    private double angle;
    private double spin;

    /** At rest but for a little in each number of the state. */
    CartPole(RandomGenerator random) {
        position = random.nextDouble(-START, START);
        velocity = random.nextDouble(-START, START);
        angle = random.nextDouble(-START, START);
        spin = random.nextDouble(-START, START);
    }

    /** A state of one's choice. */
    CartPole(double position, double velocity, double angle, double spin) {
        this.position = position;
        this.velocity = velocity;
        this.angle = angle;
        this.spin = spin;
    }

    /** Pushes for a fiftieth of a second, one step of Euler's method. */
    void push(boolean right) {
        // StrictMath, so that a seed leads to the same episode on every machine.
        double sin = StrictMath.sin(angle);
        double cos = StrictMath.cos(angle);
        double pushed =
                ((right ? FORCE : -FORCE) + POLE_MASS * HALF_POLE * spin * spin * sin) / MASS;
        double turned =
                (GRAVITY * sin - cos * pushed)
                        / (HALF_POLE * (4.0 / 3 - POLE_MASS * cos * cos / MASS));
        double moved = pushed - POLE_MASS * HALF_POLE * turned * cos / MASS;
        position += SECONDS * velocity;
        velocity += SECONDS * moved;
        angle += SECONDS * spin;
        spin += SECONDS * turned;
    }

    /** Whether the cart left its track or the pole leans by more than 12 degrees. */
    boolean failed() {
        return Math.abs(position) > TRACK || Math.abs(angle) > STEEPEST;
    }

    /** Writes the state into four elements of an array. */
    void copyState(float[] target, int at) {
        target[at] = (float) position;
        target[at + 1] = (float) velocity;
        target[at + 2] = (float) angle;
        target[at + 3] = (float) spin;
    }
}
