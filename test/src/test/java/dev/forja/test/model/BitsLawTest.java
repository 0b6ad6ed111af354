package dev.forja.test.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bits law, over a whole training run: the parameter files of {@code digits} are the same, byte
 * for byte, whatever the lanes and however the code is executed.
 */
class BitsLawTest {
    private static final List<Integer> LANES = List.of(1, 4, 8, 16);

    /** A hundred steps of the sample's batch size, the random numbers of dropout included. */
    private static final int STEPS = 100;

    private static final int BATCH = 32;

    /** In the interpreter a vector operation takes microseconds. */
    private static final int FEW_STEPS = 3;

    private static final int SMALL_BATCH = 7;

    /** How the virtual machine executes, and how much of a run there is time for. */
    private enum Execution {
        DEFAULT(List.of(), STEPS, BATCH),
        C1_ONLY(List.of("-XX:TieredStopAtLevel=1"), STEPS, BATCH),
        INTERPRETER_ONLY(List.of("-Xint"), FEW_STEPS, SMALL_BATCH);

        private final List<String> options;
        private final int steps;
        private final int batch;

        Execution(List<String> options, int steps, int batch) {
            this.options = options;
            this.steps = steps;
            this.batch = batch;
        }
    }

    @TempDir private static Path folder;
    private static SourceModel digits;
    private static String expected;
    private static String expectedOfFew;

    @BeforeAll
    static void train() throws IOException {
        digits = SourceModel.of(Sources.DIGITS);
        digits.write(folder.resolve("classes"));
        expected = digest(new TrainingRun(1, STEPS, BATCH));
        expectedOfFew = digest(new TrainingRun(1, FEW_STEPS, SMALL_BATCH));
    }

    private static String digest(TrainingRun run) throws IOException {
        var file = folder.resolve("here-" + run.lanes() + "-" + run.steps() + ".safetensors");
        return run.digest(digits.type(), Sources.DIGITS_DATA, file);
    }

    static List<Integer> lanes() {
        return LANES;
    }

    static Stream<Arguments> processes() {
        return Stream.of(Execution.values())
                .flatMap(how -> LANES.stream().map(lanes -> Arguments.of(how, lanes)));
    }

    @ParameterizedTest
    @MethodSource("lanes")
    void everyLaneCountLearnsTheSame(int lanes) throws IOException {
        assertThat(digest(new TrainingRun(lanes, STEPS, BATCH))).isEqualTo(expected);
        assertThat(digest(new TrainingRun(lanes, FEW_STEPS, SMALL_BATCH))).isEqualTo(expectedOfFew);
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyExecutionLearnsTheSame(Execution how, int lanes)
            throws IOException, InterruptedException {
        var options = new ArrayList<>(how.options);
        // Scalar code runs without the vector module.
        if (lanes > 1) {
            options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        var file = folder.resolve(how + "-" + lanes + ".safetensors");
        var lines =
                JavaProcess.run(
                        options,
                        Map.of(),
                        List.of(folder.resolve("classes")),
                        TrainingRun.class,
                        List.of(
                                digits.name(),
                                Sources.DIGITS_DATA.toString(),
                                file.toString(),
                                lanes + "",
                                how.steps + "",
                                how.batch + ""));
        assertThat(lines).containsExactly(how.steps == STEPS ? expected : expectedOfFew);
    }

    /** Otherwise the comparison would say nothing. */
    @Test
    void theRunsLearnSomething() throws IOException {
        assertThat(expected).isNotEqualTo(expectedOfFew);
        assertThat(digest(new TrainingRun(1, STEPS - 1, BATCH))).isNotEqualTo(expected);
        assertThat(digest(new TrainingRun(1, STEPS, BATCH - 1))).isNotEqualTo(expected);
    }
}
