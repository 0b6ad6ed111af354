package dev.forja.compiler;

import java.util.Set;

/**
 * What {@code forja inspect} shows. With every option off: the summary of each entry.
 *
 * @param printAfterAll the function after every pass
 * @param printAfter the function after these passes
 * @param stopAfter the pass to stop after; empty to go through
 * @param schedules the schedule of each kernel
 * @param timePasses the time of each pass
 */
public record InspectOptions(
        boolean printAfterAll,
        Set<String> printAfter,
        String stopAfter,
        boolean schedules,
        boolean timePasses) {
    public InspectOptions {
        printAfter = Set.copyOf(printAfter);
    }
}
