package dev.forja.test.model;

/** Errors in units in the last place of f32. */
final class Ulps {
    /** What an infinite result counts as: the next number if the exponent went on. */
    private static final double AFTER_THE_LAST = 0x1p128;

    private Ulps() {}

    /**
     * How far a result is from the exact one, in units in the last place of the exact one; infinite
     * where one of the two is NaN alone.
     */
    static double between(float found, double exact) {
        if (Double.isNaN(exact) || Float.isNaN(found)) {
            return Double.isNaN(exact) && Float.isNaN(found) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (found == exact) {
            return 0;
        }
        double limit = limited(exact);
        double ulp = Math.ulp((float) Math.clamp(limit, -Float.MAX_VALUE, Float.MAX_VALUE));
        return Math.abs(limited(found) - limit) / ulp;
    }

    /**
     * Is a result surely no further than {@code ulps} from the exact one? Quicker than the
     * distance: a unit in the last place is at least 2^-24 of a number.
     */
    static boolean isSurelyWithin(double ulps, float found, double exact) {
        return found == exact || Math.abs(found - exact) <= ulps * 0x1p-24 * Math.abs(exact);
    }

    private static double limited(double value) {
        return Math.clamp(value, -AFTER_THE_LAST, AFTER_THE_LAST);
    }
}
