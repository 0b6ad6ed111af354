package dev.forja.runtime;

import java.lang.System.Logger.Level;

/**
 * How many f32 lanes the kernels of this process use: 16, 8 or 4 in vector code, 1 in scalar code.
 * Results have the same bits with each of them.
 *
 * <p>The system property {@code forja.lanes} (1, 4, 8 or 16) overrides what the CPU prefers.
 */
public final class Lanes {
    /** Name of the system property that overrides the choice. */
    public static final String PROPERTY = "forja.lanes";

    private static final String MODULE = "jdk.incubator.vector";

    private Lanes() {}

    /**
     * The lane count to use, computed once: what the system property says, else what the CPU
     * prefers where the vector module is there, else 1, with one line in the log of {@code
     * dev.forja.runtime}.
     *
     * @throws IllegalArgumentException if the system property is no supported lane count
     * @throws IllegalStateException if it asks for vectors and the vector module is missing
     */
    public static int preferred() {
        var forced = System.getProperty(PROPERTY);
        return forced == null ? Detected.LANES : checked(parse(forced));
    }

    /**
     * Returns {@code lanes} if kernels of that width can run in this process.
     *
     * @throws IllegalArgumentException if it is not 1, 4, 8 or 16
     * @throws IllegalStateException if it is not 1 and the vector module is missing
     */
    public static int checked(int lanes) {
        if (lanes != 1 && lanes != 4 && lanes != 8 && lanes != 16) {
            throw new IllegalArgumentException("expected 1, 4, 8 or 16 lanes, found " + lanes);
        }
        if (lanes != 1 && !vectorsPresent()) {
            throw new IllegalStateException(
                    lanes
                            + " lanes need the vector module: start java with --add-modules "
                            + MODULE);
        }
        return lanes;
    }

    /** Whether this process was started with the vector module. */
    public static boolean vectorsPresent() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }

    /**
     * Whether {@link #preferred} may say more than 1; cheaper to ask.
     *
     * @throws IllegalArgumentException if the system property is no supported lane count
     * @throws IllegalStateException if it asks for vectors and the vector module is missing
     */
    static boolean vectorsWanted() {
        return System.getProperty(PROPERTY) == null ? vectorsPresent() : preferred() != 1;
    }

    /** The widest supported lane count of at most {@code width}. */
    static int supported(int width) {
        if (width >= 16) {
            return 16;
        }
        if (width >= 8) {
            return 8;
        }
        return width >= 4 ? 4 : 1;
    }

    private static int parse(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "system property "
                            + PROPERTY
                            + ": expected 1, 4, 8 or 16, found '"
                            + text
                            + "'",
                    e);
        }
    }

    /** Detection happens, and logs, when this class is first used. */
    private static final class Detected {
        static final int LANES = detect();

        private static int detect() {
            if (vectorsPresent()) {
                return supported(VectorLanes.preferredFloats());
            }
            System.getLogger("dev.forja.runtime")
                    .log(
                            Level.INFO,
                            "models run in scalar code; for vector code start java with"
                                    + " --add-modules "
                                    + MODULE);
            return 1;
        }
    }
}
