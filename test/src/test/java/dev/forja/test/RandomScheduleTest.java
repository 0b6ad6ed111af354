package dev.forja.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A schedule never changes a bit: random programs under random legal schedules. */
class RandomScheduleTest {
    private static final RandomCases CASES = new RandomCases(500, 12);

    @Test
    void everyLegalScheduleGivesTheSameBits() {
        var unusual = new AtomicInteger();
        var steps = new ConcurrentHashMap<String, Integer>();
        CASES.check(
                RandomPrograms::make,
                (program, seed) -> {
                    var schedules = new RandomSchedules(seed);
                    var compiled = new CompiledProgram(program, schedules);
                    for (var symbols : RandomCases.sizes(seed)) {
                        var inputs = program.inputs(symbols, new Random(seed), -1, 1);
                        DifferentialTest.check(program, compiled, symbols, inputs);
                    }
                    unusual.addAndGet(schedules.unusual());
                    schedules
                            .steps()
                            .forEach((step, times) -> steps.merge(step, times, Integer::sum));
                });
        assertThat(unusual.get()).isGreaterThan(CASES.count());
        assertThat(steps.keySet()).containsExactlyInAnyOrder("Vectorize", "Jam", "Group", "Pack");
    }
}
