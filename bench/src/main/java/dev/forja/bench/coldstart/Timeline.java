package dev.forja.bench.coldstart;

import java.util.Arrays;
import java.util.List;

/**
 * What one process measured.
 *
 * @param load milliseconds to make the model and read its parameters
 * @param loadCpu milliseconds that the thread computed meanwhile, which is what it takes on a
 *     machine that has nothing else to do
 * @param firstCall milliseconds of the first call of the process
 * @param firstCallCpu milliseconds that the thread computed meanwhile
 * @param warmUp milliseconds of a warm-up before that; 0 where there was none
 * @param calls microseconds of each call, in order
 * @param steady microseconds of a call at the end, median
 */
record Timeline(
        double load,
        double loadCpu,
        double firstCall,
        double firstCallCpu,
        double warmUp,
        double[] calls,
        double steady) {
    private static final String PREFIX = "timeline ";

    /** The longest of the calls, in microseconds. */
    double longest() {
        return Arrays.stream(calls).max().orElse(0);
    }

    /** Median of the first hundred calls, in microseconds. */
    double early() {
        return median(Arrays.copyOf(calls, Math.min(100, calls.length)));
    }

    static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** One line, which {@link #parse} reads. */
    String line() {
        var text = new StringBuilder(PREFIX);
        text.append(load).append(' ').append(loadCpu).append(' ').append(firstCall);
        text.append(' ').append(firstCallCpu).append(' ').append(warmUp).append(' ').append(steady);
        for (double call : calls) {
            text.append(' ').append(call);
        }
        return text.toString();
    }

    /**
     * Reads the line of a process.
     *
     * @param output all lines that it printed
     * @throws IllegalArgumentException if there is no timeline among them
     */
    static Timeline parse(List<String> output) {
        var line =
                output.stream()
                        .filter(one -> one.startsWith(PREFIX))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "a process measured nothing; it printed " + output));
        double[] numbers =
                Arrays.stream(line.substring(PREFIX.length()).split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        return new Timeline(
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                Arrays.copyOfRange(numbers, 6, numbers.length),
                numbers[5]);
    }
}
