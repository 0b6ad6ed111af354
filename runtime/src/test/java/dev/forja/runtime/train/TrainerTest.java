package dev.forja.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.forja.runtime.EntrySpec;
import dev.forja.runtime.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static TrainerBuilder linear() {
        return Trainer.builder(new LinearStep(), LinearStep.initial())
                .dataset(LinearStep.data(101))
                .batchSize(8)
                .seed(3)
                .learningRate(0.05f);
    }

    /** Keeps what it hears. */
    private static final class Recorder implements TrainingListener {
        final List<Float> losses = new ArrayList<>();
        final List<EpochReport> epochs = new ArrayList<>();
        final List<Object> others = new ArrayList<>();

        @Override
        public void onStart(TrainingPlan plan) {
            others.add(plan);
        }

        @Override
        public void onStep(long step, float loss) {
            assertThat(step).isEqualTo(losses.size() + 1);
            losses.add(loss);
        }

        @Override
        public void onEpoch(EpochReport report) {
            epochs.add(report);
        }

        @Override
        public void onEnd(TrainingResult result) {
            others.add(result);
        }

        @Override
        public void onFailure(Exception failure) {
            others.add(failure);
        }
    }

    @Test
    void findsTheTruth() throws Exception {
        var result = linear().epochs(60).build().run();
        var found = result.parameters().f32;
        for (int i = 0; i < 3; i++) {
            assertThat(Math.abs(found[i] - LinearStep.TRUTH[i])).isLessThan(0.02f);
        }
        assertThat(result.end()).isEqualTo(TrainingResult.End.COMPLETED);
        assertThat(result.steps()).isEqualTo(60 * 13);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherDoesNot() throws Exception {
        var first = linear().epochs(2).build().run().parameters().digest();
        assertThat(linear().epochs(2).build().run().parameters().digest()).isEqualTo(first);
        assertThat(linear().epochs(2).seed(4).build().run().parameters().digest())
                .isNotEqualTo(first);
        assertThat(linear().epochs(2).shuffle(false).build().run().parameters().digest())
                .isNotEqualTo(first);
    }

    @Test
    void initialParametersAreNotTouched() throws Exception {
        var initial = LinearStep.initial();
        var before = initial.digest();
        Trainer.builder(new LinearStep(), initial)
                .dataset(LinearStep.data(10))
                .learningRate(0.1f)
                .epochs(3)
                .build()
                .run();
        assertThat(initial.digest()).isEqualTo(before);
    }

    @Test
    void statesShareNoArray() {
        var first = new TrainingState(LinearStep.initial(), 3, 0);
        var second = new TrainingState(LinearStep.initial(), 3, 0);
        first.f32[0] = 77;
        first.slots[0] = 77;
        assertThat(second.f32).doesNotContain(77f);
        assertThat(second.slots).doesNotContain(77f);
        var snapshot = first.snapshot();
        first.f32[0] = 88;
        assertThat(snapshot.f32[0]).isEqualTo(77);
    }

    @Test
    void listenersHearEverythingInOrder() throws Exception {
        var recorder = new Recorder();
        var result =
                linear().epochs(3)
                        .validation(LinearStep.data(20))
                        .metric("bias", p -> p.f32[2])
                        .listener(recorder)
                        .build()
                        .run();
        assertThat(recorder.losses).hasSize(39);
        assertThat(recorder.others)
                .containsExactly(
                        new TrainingPlan("samples.Linear", "loss", 101, 8, 13, 0, 39), result);
        assertThat(recorder.epochs).extracting(EpochReport::epoch).containsExactly(1L, 2L, 3L);
        assertThat(recorder.epochs).extracting(EpochReport::step).containsExactly(13L, 26L, 39L);
        assertThat(recorder.epochs).allMatch(EpochReport::complete);
        var last = recorder.epochs.getLast();
        assertThat(result.lastEpoch()).contains(last);
        assertThat(last.metrics()).containsEntry("bias", (double) result.parameters().f32[2]);
        assertThat(last.learningRate()).isEqualTo(0.05f);

        double mean = 0;
        for (int i = 0; i < 13; i++) {
            mean += (double) recorder.losses.get(26 + i) * (i < 12 ? 8 : 5);
        }
        assertThat(last.trainingLoss()).isEqualTo(mean / 101);
    }

    @Test
    void validationLossIsTheMeanOverAllRows() throws Exception {
        var data = LinearStep.data(21);
        var result = linear().epochs(1).validation(data).build().run();
        var state = new TrainingState(result.parameters(), 3, 0);
        float whole =
                new LinearStep()
                        .loss(
                                new Object[] {data.floats("x"), data.floats("y")},
                                new int[] {21},
                                state,
                                new Workspace());
        assertThat(result.lastEpoch().orElseThrow().validationLoss().orElseThrow())
                .isCloseTo(whole, within(1e-5));
    }

    @Test
    void aLimitOfStepsEndsInsideAnEpoch() throws Exception {
        var recorder = new Recorder();
        var result = linear().steps(20).listener(recorder).build().run();
        assertThat(result.steps()).isEqualTo(20);
        assertThat(recorder.epochs).hasSize(2);
        assertThat(recorder.epochs.get(1).complete()).isFalse();
        assertThat(recorder.epochs.get(1).epoch()).isEqualTo(2);
    }

    @Test
    void theScheduleIsAskedForEveryStep() throws Exception {
        var rates = new ArrayList<Float>();
        var step =
                new Forwarding(new LinearStep()) {
                    @Override
                    void before(float rate, TrainingState state) {
                        rates.add(rate);
                    }
                };
        Trainer.builder(step, LinearStep.initial())
                .dataset(LinearStep.data(16))
                .batchSize(8)
                .learningRate(LearningRate.stepDecay(0.1f, 0.5f, 2))
                .epochs(3)
                .build()
                .run();
        assertThat(rates).containsExactly(0.1f, 0.1f, 0.05f, 0.05f, 0.025f, 0.025f);
    }

    @Test
    void earlyStoppingRestoresTheBestEpoch() throws Exception {
        var recorder = new Recorder();
        var scores = List.of(1.0, 3.0, 2.0, 3.0, 2.5, 9.0).iterator();
        var digests = new ArrayList<String>();
        var result =
                linear().epochs(100)
                        .metric(
                                "score",
                                p -> {
                                    digests.add(p.digest());
                                    return scores.next();
                                })
                        .earlyStopping(EarlyStopping.onMetric("score", 3, 0))
                        .listener(recorder)
                        .build()
                        .run();
        assertThat(result.end()).isEqualTo(TrainingResult.End.STOPPED_EARLY);
        assertThat(result.steps()).isEqualTo(5 * 13);
        assertThat(result.parameters().digest()).isEqualTo(digests.get(1));
        assertThat(recorder.epochs)
                .extracting(EpochReport::best)
                .containsExactly(true, true, false, false, false);
    }

    @Test
    void earlyStoppingOnLossEndsAtConvergence() throws Exception {
        var result =
                linear().batchSize(101)
                        .epochs(100_000)
                        .earlyStopping(EarlyStopping.onLoss(30, 1e-7))
                        .build()
                        .run();
        assertThat(result.end()).isEqualTo(TrainingResult.End.STOPPED_EARLY);
        assertThat(result.steps()).isBetween(50L, 5_000L);
        assertThat(Math.abs(result.parameters().f32[0] - 2)).isLessThan(0.02f);
    }

    @Test
    void divergenceNamesStepEpochAndRate() {
        var recorder = new Recorder();
        var trainer = linear().epochs(100).learningRate(50f).listener(recorder).build();
        var e = catchThrowableOfType(TrainingDivergedException.class, trainer::run);
        assertThat(e.step()).isEqualTo(recorder.losses.size() + 1L).isGreaterThan(1);
        assertThat(e.epoch()).isEqualTo((e.step() - 1) / 13 + 1);
        assertThat(Float.isFinite(e.loss())).isFalse();
        assertThat(e)
                .hasMessageContaining("at step " + e.step())
                .hasMessageContaining("epoch " + e.epoch())
                .hasMessageContaining("learning rate 50.0")
                .hasMessageEndingWith("try a smaller learning rate")
                .hasMessageStartingWith("samples.Linear.loss");
        assertThat(recorder.losses).allMatch(Float::isFinite);
        assertThat(recorder.others.getLast()).isSameAs(e);
    }

    @Test
    void aMissingValueInTheDataIsFoundAtItsStep() {
        var y = LinearStep.data(40).floats("y");
        y[27] = Float.NaN;
        var data = Dataset.of(40).floats("x", LinearStep.data(40).floats("x")).floats("y", y);
        var trainer = linear().dataset(data.build()).shuffle(false).batchSize(10).epochs(1).build();
        var e = catchThrowableOfType(TrainingDivergedException.class, trainer::run);
        assertThat(e.step()).isEqualTo(3);
        assertThat(e.loss()).isNaN();
        assertThat(e).hasMessageEndingWith("column 'y' holds NaN in row 27, element 0");
    }

    @Test
    void stopEndsAfterTheStepUnderWay() throws Exception {
        var holder = new Trainer[1];
        holder[0] =
                linear().epochs(100)
                        .listener(
                                new TrainingListener() {
                                    @Override
                                    public void onStep(long step, float loss) {
                                        if (step == 7) {
                                            holder[0].stop();
                                        }
                                    }
                                })
                        .build();
        var result = holder[0].run();
        assertThat(result.end()).isEqualTo(TrainingResult.End.STOPPED);
        assertThat(result.steps()).isEqualTo(7);
        assertThatThrownBy(() -> holder[0].run()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFixedBatchTrains() throws Exception {
        var result =
                Trainer.builder(new LinearStep("8"), LinearStep.initial())
                        .dataset(LinearStep.data(101))
                        .batchSize(8)
                        .dropShortBatch(true)
                        .learningRate(0.05f)
                        .epochs(2)
                        .build()
                        .run();
        assertThat(result.steps()).isEqualTo(24);
    }

    @Test
    void missingChoicesAreNamed() {
        var step = new LinearStep();
        var bare = Trainer.builder(step, LinearStep.initial());
        assertThatThrownBy(bare::build).hasMessageContaining("dataset(");
        bare.dataset(LinearStep.data(4));
        assertThatThrownBy(bare::build).hasMessageContaining("learningRate(");
        bare.learningRate(1);
        assertThatThrownBy(bare::build).hasMessageContaining("epochs(...) or steps(...)");
        bare.epochs(1).steps(1);
        assertThatThrownBy(bare::build).hasMessageContaining("one of both");
        assertThatThrownBy(() -> linear().epochs(1).symbol("seq", 1).build())
                .hasMessageContaining("no dimension seq; it has [n]");
        assertThatThrownBy(() ->
                        linear().epochs(1)
                                .earlyStopping(EarlyStopping.onMetric("f1", 1, 0))
                                .build())
                .hasMessageContaining("'f1'");
        assertThatThrownBy(() -> linear().epochs(1).batchSize(102).build())
                .hasMessage(
                        "batches of 102 rows are larger than the data set: expected at most 101");
        assertThatThrownBy(() -> linear().epochs(0)).hasMessageContaining("epochs >= 1");
        assertThatThrownBy(() -> linear().batchSize(0)).hasMessageContaining("batch size >= 1");
        assertThatThrownBy(() -> EarlyStopping.onLoss(0, 0)).hasMessageContaining("patience");
        assertThatThrownBy(() -> EarlyStopping.onLoss(1, -1)).hasMessageContaining("minDelta");
    }

    /** A step that can be watched. */
    private abstract static class Forwarding implements TrainingStep {
        private final TrainingStep to;

        Forwarding(TrainingStep to) {
            this.to = to;
        }

        abstract void before(float rate, TrainingState state);

        @Override
        public EntrySpec spec() {
            return to.spec();
        }

        @Override
        public int slotCount() {
            return to.slotCount();
        }

        @Override
        public float step(Object[] in, int[] sy, float rate, TrainingState state, Workspace ws) {
            before(rate, state);
            return to.step(in, sy, rate, state, ws);
        }

        @Override
        public float loss(Object[] in, int[] sy, TrainingState state, Workspace ws) {
            return to.loss(in, sy, state, ws);
        }
    }
}
