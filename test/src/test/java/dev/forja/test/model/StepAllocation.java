package dev.forja.test.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forja.runtime.train.TrainingState;
import java.nio.file.Path;
import java.time.Duration;

/** What a training step of a model source allocates in steady state. */
final class StepAllocation {
    /** Of a call that takes milliseconds in scalar code. */
    static final int CALLS = 5;

    static final Duration MOST = Duration.ofMinutes(2);

    private StepAllocation() {}

    static void assertNone(Path source, int lanes, Object[] inputs, int... symbols) {
        var model = SourceModel.of(source).make(1, lanes);
        var step = SourceModel.training(model, "loss");
        var state = new TrainingState(model.parameters(), step.slotCount(), 3);
        var workspace = model.workspace();
        long bytes =
                Allocation.inSteadyState(
                        CALLS, MOST, () -> step.step(inputs, symbols, 1e-3f, state, workspace));
        assertThat(bytes).isZero();
    }
}
