package dev.forja.bench.suite;

import dev.forja.bench.engine.Engine;
import dev.forja.bench.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run found.
 *
 * @param rounds one after the other
 */
public record Results(Machine machine, List<Round> rounds) {
    public Results {
        rounds = List.copyOf(rounds);
    }

    /**
     * @param limits of this round
     * @param samples by case; cases that failed are missing
     */
    public record Round(Limits limits, Map<Case, Sample> samples) {
        public Round {
            samples = Map.copyOf(samples);
        }
    }

    /** The samples of a case, one a round. */
    public List<Sample> samples(Workload workload, Engine engine) {
        return rounds.stream()
                .map(round -> round.samples().get(new Case(workload, engine)))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Time of a call in ns. */
    public Optional<Range> nanos(Workload workload, Engine engine) {
        var samples = samples(workload, engine);
        // A single round shows the spread of its iterations instead.
        if (samples.size() == 1) {
            var only = samples.getFirst();
            return Optional.of(new Range(only.nanos(), only.low(), only.high()));
        }
        return Range.of(samples.stream().mapToDouble(Sample::nanos));
    }

    /** The time of {@code other} divided by that of {@code engine}, round by round. */
    public Optional<Range> ratio(Workload workload, Engine engine, Engine other) {
        return Range.of(
                rounds.stream()
                        .filter(round ->
                                round.samples().containsKey(new Case(workload, engine))
                                        && round.samples().containsKey(new Case(workload, other)))
                        .mapToDouble(round ->
                                round.samples().get(new Case(workload, other)).nanos()
                                        / round.samples().get(new Case(workload, engine)).nanos()));
    }

    /** The time that the roofline allows divided by the time it took, round by round. */
    public Optional<Range> shareOfRoofline(Workload workload, Engine engine) {
        return Range.of(
                rounds.stream()
                        .filter(round -> round.samples().containsKey(new Case(workload, engine)))
                        .mapToDouble(round ->
                                round.limits().shortest(workload)
                                        / round.samples().get(new Case(workload, engine)).nanos()));
    }

    /** The arithmetic of a call at the FMA peak divided by the time it took, round by round. */
    public Optional<Range> shareOfPeak(Workload workload, Engine engine) {
        return Range.of(
                rounds.stream()
                        .filter(round -> round.samples().containsKey(new Case(workload, engine)))
                        .mapToDouble(round ->
                                workload.operations()
                                        / round.limits().peak()
                                        / round.samples().get(new Case(workload, engine)).nanos()));
    }
}
