package dev.forja.bench.suite;

import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long to measure. A round runs every benchmark once, each in a new process, so that what a
 * ratio compares was measured within a minute or two; the spread over the rounds shows how far the
 * machine drifted.
 *
 * @param rounds how often everything runs
 * @param quietMillis how long the JIT compiler has to be idle before anything is measured
 * @param iterations measured iterations; many short ones, since their median and their fastest
 *     hardly feel what else the machine does
 * @param iteration how long one takes
 */
public record Plan(int rounds, int quietMillis, int iterations, TimeValue iteration) {
    /** For figures to quote. */
    public static final Plan FULL = new Plan(3, 2000, 60, TimeValue.milliseconds(50));

    /** A minute or two, to see where things stand. */
    public static final Plan QUICK = new Plan(1, 500, 20, TimeValue.milliseconds(25));
}
