package dev.forja.runtime;

/**
 * Initial values of a parameter. {@code toString} gives the text form that {@link #parse} reads
 * back: {@code zeros}, {@code ones}, {@code constant 0.5}, {@code truncatedNormal 0.1}, {@code
 * normal 0.1}, {@code uniform -1 1}, {@code glorot 64 10}, {@code he 64}.
 *
 * <p>Element {@code i} of a parameter depends on the seed, the parameter's index and {@code i}
 * alone; with {@link Philox} and {@link StrictMath} its bits are the same on every machine.
 */
public sealed interface Initializer {
    /** All elements 0 (or false). */
    record Zeros() implements Initializer {
        @Override
        public boolean existsIn(ElementType type) {
            return true;
        }

        @Override
        public String toString() {
            return "zeros";
        }
    }

    /** All elements 1 (or true). */
    record Ones() implements Initializer {
        @Override
        public boolean existsIn(ElementType type) {
            return true;
        }

        @Override
        public String toString() {
            return "ones";
        }
    }

    /**
     * All elements {@code value}, rounded to the element type.
     *
     * @param value value of every element
     */
    record Constant(double value) implements Initializer {
        @Override
        public boolean existsIn(ElementType type) {
            return switch (type) {
                case F32, F64 -> true;
                case I32 -> value == (int) value;
                case I64 -> value == (long) value && value < 0x1p63;
                case BOOL -> value == 0 || value == 1;
            };
        }

        @Override
        public String toString() {
            return "constant " + SpecText.number(value);
        }
    }

    /**
     * Normal with mean 0; a draw beyond two standard deviations is drawn again.
     *
     * @param stddev standard deviation before the cut, at least 0
     */
    record TruncatedNormal(double stddev) implements Initializer {
        public TruncatedNormal {
            InitializerText.requireSpread("truncatedNormal", stddev);
        }

        @Override
        public String toString() {
            return "truncatedNormal " + SpecText.number(stddev);
        }
    }

    /**
     * Normal with mean 0.
     *
     * @param stddev standard deviation, at least 0
     */
    record Normal(double stddev) implements Initializer {
        public Normal {
            InitializerText.requireSpread("normal", stddev);
        }

        @Override
        public String toString() {
            return "normal " + SpecText.number(stddev);
        }
    }

    /**
     * Uniform in [low, high), then rounded to the element type.
     *
     * @param low least value
     * @param high bound above
     */
    record Uniform(double low, double high) implements Initializer {
        public Uniform {
            if (!(low <= high) || Double.isInfinite(high - low)) {
                throw new IllegalArgumentException(
                        "uniform needs finite low <= high, found " + low + " and " + high);
            }
        }

        @Override
        public String toString() {
            return "uniform " + SpecText.number(low) + " " + SpecText.number(high);
        }
    }

    /**
     * Uniform in ±√(6 / (fanIn + fanOut)). Source: X. Glorot, Y. Bengio, "Understanding the
     * difficulty of training deep feedforward neural networks", AISTATS 2010, equation 16.
     *
     * @param fanIn inputs of a unit, at least 1
     * @param fanOut outputs of a unit, at least 1
     */
    record GlorotUniform(int fanIn, int fanOut) implements Initializer {
        public GlorotUniform {
            InitializerText.requireFan("glorot", fanIn);
            InitializerText.requireFan("glorot", fanOut);
        }

        @Override
        public String toString() {
            return "glorot " + fanIn + " " + fanOut;
        }
    }

    /**
     * Normal with mean 0 and standard deviation √(2 / fanIn). Source: K. He, X. Zhang, S. Ren, J.
     * Sun, "Delving Deep into Rectifiers", ICCV 2015, equation 10.
     *
     * @param fanIn inputs of a unit, at least 1
     */
    record HeNormal(int fanIn) implements Initializer {
        public HeNormal {
            InitializerText.requireFan("he", fanIn);
        }

        @Override
        public String toString() {
            return "he " + fanIn;
        }
    }

    /**
     * Writes initial values.
     *
     * @param carrier array of the parameter's element type
     * @param offset index of its first element
     * @param count number of elements
     * @param seed seed of the whole model
     * @param stream index of the parameter in its model
     */
    default void fill(Object carrier, int offset, int count, long seed, int stream) {
        InitializerFill.fill(this, carrier, offset, count, seed, stream);
    }

    /**
     * Whether these values exist in {@code type}: random ones in f32 and f64 alone, a constant of a
     * whole type without rounding.
     */
    default boolean existsIn(ElementType type) {
        return type == ElementType.F32 || type == ElementType.F64;
    }

    /**
     * Checks that these values exist in {@code type}.
     *
     * @throws IllegalArgumentException if not, naming the parameter
     */
    default void checkType(String parameter, ElementType type) {
        if (!existsIn(type)) {
            throw new IllegalArgumentException(
                    "parameter '"
                            + parameter
                            + "': initial values '"
                            + this
                            + "' do not exist in element type "
                            + type.text());
        }
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if the text names no initializer or has wrong arguments
     */
    static Initializer parse(String text) {
        return InitializerText.parse(text);
    }
}
