package dev.forja.runtime.train;

/**
 * The factor of each update as a function of the number of steps done before it. Its bits are the
 * same on every machine, and asking for it allocates nothing.
 */
public sealed interface LearningRate {
    /** The rate of the step after {@code step} others. */
    float at(long step);

    /**
     * The same rate for every step.
     *
     * @param rate factor of every update, above 0
     */
    record Constant(float rate) implements LearningRate {
        public Constant {
            requirePositive("rate", rate);
        }

        @Override
        public float at(long step) {
            return rate;
        }
    }

    /**
     * {@code initial · factor^⌊step / every⌋}.
     *
     * @param initial first rate, above 0
     * @param factor what each jump multiplies by, above 0
     * @param every steps between jumps, at least 1
     */
    record StepDecay(float initial, float factor, long every) implements LearningRate {
        public StepDecay {
            requirePositive("initial", initial);
            requirePositive("factor", factor);
            requirePositive("every", every);
        }

        @Override
        public float at(long step) {
            return (float) (initial * RateMath.power(factor, (double) (step / every)));
        }
    }

    /**
     * {@code initial · factor^(step / every)}, without jumps.
     *
     * @param initial first rate, above 0
     * @param factor what {@code every} steps multiply by, above 0
     * @param every number of steps, at least 1
     */
    record Exponential(float initial, float factor, long every) implements LearningRate {
        public Exponential {
            requirePositive("initial", initial);
            requirePositive("factor", factor);
            requirePositive("every", every);
        }

        @Override
        public float at(long step) {
            return (float) (initial * RateMath.power(factor, (double) step / every));
        }
    }

    /**
     * Half a cosine from {@code initial} down to {@code minimum} over {@code steps}, then constant:
     * {@code minimum + (initial - minimum) · (1 + cos(π · step / steps)) / 2}. Source: I.
     * Loshchilov, F. Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017,
     * equation 5.
     *
     * @param initial first rate, above 0
     * @param minimum last rate, from 0 to {@code initial}
     * @param steps steps from one to the other, at least 1
     */
    record Cosine(float initial, float minimum, long steps) implements LearningRate {
        public Cosine {
            requirePositive("initial", initial);
            requirePositive("steps", steps);
            if (!(minimum >= 0 && minimum <= initial)) {
                throw new IllegalArgumentException(
                        "expected 0 <= minimum <= " + initial + ", found " + minimum);
            }
        }

        @Override
        public float at(long step) {
            if (step >= steps) {
                return minimum;
            }
            double share = (1 + RateMath.halfCosine((double) step / steps)) / 2;
            return (float) (minimum + ((double) initial - minimum) * share);
        }
    }

    /**
     * A line from {@code after.at(0) / steps} up to {@code after.at(0)} over {@code steps} steps,
     * then {@code after} from its beginning.
     *
     * @param steps steps of the line, at least 1
     * @param after schedule that follows
     */
    record WarmUp(long steps, LearningRate after) implements LearningRate {
        public WarmUp {
            requirePositive("steps", steps);
        }

        @Override
        public float at(long step) {
            if (step >= steps) {
                return after.at(step - steps);
            }
            return (float) (after.at(0) * ((double) (step + 1) / steps));
        }
    }

    /** {@link Constant}. */
    static LearningRate constant(float rate) {
        return new Constant(rate);
    }

    /** {@link StepDecay}. */
    static LearningRate stepDecay(float initial, float factor, long every) {
        return new StepDecay(initial, factor, every);
    }

    /** {@link Exponential}. */
    static LearningRate exponential(float initial, float factor, long every) {
        return new Exponential(initial, factor, every);
    }

    /** {@link Cosine}. */
    static LearningRate cosine(float initial, float minimum, long steps) {
        return new Cosine(initial, minimum, steps);
    }

    /** This rate after a {@link WarmUp} of {@code steps}. */
    default LearningRate warmUp(long steps) {
        return new WarmUp(steps, this);
    }

    private static void requirePositive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "learning rate: expected " + name + " > 0, found " + value);
        }
    }
}
