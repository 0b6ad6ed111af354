package dev.forja.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forja.runtime.ModelSpec;
import dev.forja.runtime.ParameterFileException;
import dev.forja.runtime.Parameters;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    @TempDir Path folder;

    private static TrainerBuilder linear() {
        return Trainer.builder(new LinearStep(), LinearStep.initial())
                .dataset(LinearStep.data(101))
                .batchSize(8)
                .seed(3)
                .learningRate(LearningRate.cosine(0.05f, 0.001f, 60).warmUp(5))
                .earlyStopping(EarlyStopping.onLoss(50, 1e-4));
    }

    /** 13 steps make an epoch: cuts in the first step, inside, at its end, and just after. */
    @ParameterizedTest
    @ValueSource(longs = {1, 6, 12, 13, 14, 26, 59})
    void aResumedRunGivesTheBitsOfAnUninterruptedOne(long cut) throws Exception {
        var whole = folder.resolve("whole");
        var wholeEpochs = new ArrayList<EpochReport>();
        var expected =
                linear().steps(60)
                        .checkpoint(whole, 1000)
                        .listener(keep(wholeEpochs))
                        .build()
                        .run();

        var part = folder.resolve("part");
        linear().steps(cut).checkpoint(part, 1000).build().run();
        var resumedEpochs = new ArrayList<EpochReport>();
        var result =
                linear().steps(60)
                        .resumeFrom(part)
                        .checkpoint(part, 1000)
                        .listener(keep(resumedEpochs))
                        .build()
                        .run();
        assertThat(result.parameters().digest()).isEqualTo(expected.parameters().digest());
        assertThat(result.steps()).isEqualTo(60);
        // Parameters, slots, best epoch and the sums of the epoch under way: every byte.
        assertThat(Files.readAllBytes(part)).isEqualTo(Files.readAllBytes(whole));
        assertThat(resumedEpochs)
                .extracting(EpochReport::trainingLoss)
                .containsExactlyElementsOf(
                        wholeEpochs.stream()
                                .filter(report -> report.step() > cut)
                                .map(EpochReport::trainingLoss)
                                .toList());
    }

    @Test
    void aRunKilledBetweenCheckpointsResumesFromTheLast() throws Exception {
        var expected = linear().steps(60).build().run().parameters().digest();
        var path = folder.resolve("c");
        var trainer =
                linear().steps(60)
                        .checkpoint(path, 10)
                        .listener(
                                new TrainingListener() {
                                    @Override
                                    public void onStep(long step, float loss) {
                                        if (step == 37) {
                                            throw new IllegalStateException("killed");
                                        }
                                    }
                                })
                        .build();
        assertThatThrownBy(trainer::run).hasMessage("killed");
        var firstSteps = new ArrayList<Long>();
        var resumed =
                linear().steps(60)
                        .resumeFrom(path)
                        .listener(
                                new TrainingListener() {
                                    @Override
                                    public void onStart(TrainingPlan plan) {
                                        firstSteps.add(plan.firstStep());
                                    }
                                })
                        .build()
                        .run();
        assertThat(firstSteps).containsExactly(30L);
        assertThat(resumed.parameters().digest()).isEqualTo(expected);
    }

    @Test
    void aStoppedRunStaysStoppedAndAFinishedOneFinished() throws Exception {
        var path = folder.resolve("c");
        var impatient = EarlyStopping.onLoss(2, 10);
        var first = linear().epochs(50).earlyStopping(impatient).checkpoint(path, 5).build().run();
        assertThat(first.end()).isEqualTo(TrainingResult.End.STOPPED_EARLY);
        var again = linear().epochs(50).earlyStopping(impatient).resumeFrom(path).build().run();
        assertThat(again.end()).isEqualTo(TrainingResult.End.STOPPED_EARLY);
        assertThat(again.steps()).isEqualTo(first.steps());
        assertThat(again.lastEpoch()).isEmpty();
        assertThat(again.parameters().digest()).isEqualTo(first.parameters().digest());
    }

    @Test
    void divergenceLeavesTheLastCheckpoint() throws Exception {
        var path = folder.resolve("c");
        var trainer = linear().epochs(9).learningRate(50f).checkpoint(path, 2).build();
        var failure = catchThrowableOfType(TrainingDivergedException.class, trainer::run);
        var begun = new ArrayList<Long>();
        var resumed =
                linear().steps(failure.step() - 1)
                        .learningRate(1e-30f)
                        .resumeFrom(path)
                        .listener(
                                new TrainingListener() {
                                    @Override
                                    public void onStart(TrainingPlan plan) {
                                        begun.add(plan.firstStep());
                                    }
                                })
                        .build()
                        .run();
        assertThat(begun).containsExactly((failure.step() - 1) / 2 * 2);
        for (float value : resumed.parameters().f32) {
            assertThat(value).isFinite();
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void resumeIfPresentBeginsAnewWithoutAFile() throws Exception {
        var path = folder.resolve("none");
        assertThat(linear().steps(3).resumeIfPresent(path).build().run().steps()).isEqualTo(3);
        assertThatThrownBy(() -> linear().steps(3).resumeFrom(path).build().run())
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aCheckpointOfAnotherRunIsRefusedWithEveryDifference() throws Exception {
        var path = folder.resolve("c");
        linear().steps(3).checkpoint(path, 1).build().run();
        var other = linear().steps(9).seed(4).batchSize(10).resumeFrom(path).build();
        assertThatThrownBy(other::run)
                .isInstanceOf(ParameterFileException.class)
                .hasMessageContaining("expected seed '4', found '3'")
                .hasMessageContaining("expected batch_size '10', found '8'")
                .hasMessageContaining("steps_per_epoch");

        var changed =
                new ModelSpec(
                        LinearStep.MODEL.model(),
                        "d2",
                        LinearStep.MODEL.parameters(),
                        LinearStep.MODEL.entries());
        var rebuilt =
                Trainer.builder(new LinearStep(), Parameters.initial(changed, 1))
                        .dataset(LinearStep.data(101))
                        .batchSize(8)
                        .seed(3)
                        .learningRate(0.1f)
                        .steps(9)
                        .resumeFrom(path)
                        .build();
        assertThatThrownBy(rebuilt::run)
                .hasMessageContaining("expected model_digest 'd2', found 'd1'");
    }

    @Test
    void parameterFilesAndBrokenFilesAreNoCheckpoints() throws Exception {
        var path = folder.resolve("c");
        LinearStep.initial().save(path);
        assertThatThrownBy(() -> linear().steps(9).resumeFrom(path).build().run())
                .isInstanceOf(ParameterFileException.class)
                .hasMessageContaining("format");
        linear().steps(3).checkpoint(path, 1).build().run();
        Files.write(path, Arrays.copyOf(Files.readAllBytes(path), 400));
        assertThatThrownBy(() -> linear().steps(9).resumeFrom(path).build().run())
                .isInstanceOf(ParameterFileException.class)
                .hasMessageContaining("truncated");
    }

    private static TrainingListener keep(List<EpochReport> reports) {
        return new TrainingListener() {
            @Override
            public void onEpoch(EpochReport report) {
                reports.add(report);
            }
        };
    }
}
