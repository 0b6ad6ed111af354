package dev.forja.ir.scalar;

import java.util.Map;
import java.util.TreeMap;

/**
 * The greatest error of each f32 function of the generated code, in units in the last place, over
 * its whole range.
 */
public final class MathAccuracy {
    /**
     * Stated bounds; a test measures each on every number, POW on random ones. SIN and COS hold for
     * |x| up to 1e5.
     */
    public static final Map<ScalarFn, Double> MAX_ULP =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry(ScalarFn.EXP, 1.1),
                            Map.entry(ScalarFn.EXPM1, 2.0),
                            Map.entry(ScalarFn.LOG, 1.0),
                            Map.entry(ScalarFn.LOG1P, 3.0),
                            Map.entry(ScalarFn.TANH, 3.0),
                            Map.entry(ScalarFn.SIGMOID, 2.5),
                            Map.entry(ScalarFn.ERF, 1.1),
                            Map.entry(ScalarFn.SIN, 2.0),
                            Map.entry(ScalarFn.COS, 2.0),
                            Map.entry(ScalarFn.POW, 1.0),
                            Map.entry(ScalarFn.FLOOR, 0.5),
                            Map.entry(ScalarFn.CEIL, 0.5),
                            Map.entry(ScalarFn.ROUND, 0.5)));

    private MathAccuracy() {}
}
