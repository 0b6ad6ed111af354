package dev.forja.passes.fuse;

import dev.forja.passes.kernel.Buffer;
import dev.forja.passes.kernel.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The steps of a graph while they change, and who reads and writes a buffer by now: looking through
 * all steps for each of them would take time with the square of their number.
 */
final class StepIndex {
    /** In order of execution; null where a step was removed. */
    private final List<Step> steps;

    private final Map<Buffer, NavigableSet<Integer>> readers = new HashMap<>();
    private final Map<Buffer, NavigableSet<Integer>> writers = new HashMap<>();

    StepIndex(List<Step> steps) {
        this.steps = new ArrayList<>(steps);
        for (int place = 0; place < steps.size(); place++) {
            enter(place);
        }
    }

    /** Places, those of removed steps included. */
    int size() {
        return steps.size();
    }

    /** The step at a place; null if it was removed. */
    Step at(int place) {
        return steps.get(place);
    }

    /** The places of the steps that read a buffer, in order. */
    List<Integer> readers(Buffer buffer) {
        return List.copyOf(readers.getOrDefault(buffer, new TreeSet<>()));
    }

    /** Does a single step write the buffer? */
    boolean hasOneWriter(Buffer buffer) {
        return writers.containsKey(buffer) && writers.get(buffer).size() == 1;
    }

    void set(int place, Step step) {
        remove(place);
        steps.set(place, step);
        enter(place);
    }

    void remove(int place) {
        steps.get(place).reads().forEach(buffer -> readers.get(buffer).remove(place));
        steps.get(place).writes().forEach(buffer -> writers.get(buffer).remove(place));
        steps.set(place, null);
    }

    private void enter(int place) {
        for (var buffer : steps.get(place).reads()) {
            readers.computeIfAbsent(buffer, _ -> new TreeSet<>()).add(place);
        }
        for (var buffer : steps.get(place).writes()) {
            writers.computeIfAbsent(buffer, _ -> new TreeSet<>()).add(place);
        }
    }

    /** The steps that are left, in order of execution. */
    List<Step> steps() {
        return steps.stream().filter(step -> step != null).toList();
    }
}
