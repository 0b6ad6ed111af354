package dev.forja.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SteadyStateTest {
    /** Reads the thread's allocation counter into places made beforehand. */
    private static final class Meter implements TrainingListener {
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final long first;
        private final long last;
        long before;
        long after;

        Meter(long first, long last) {
            this.first = first;
            this.last = last;
        }

        @Override
        public void onStep(long step, float loss) {
            if (step == first) {
                before = threads.getCurrentThreadAllocatedBytes();
            } else if (step == last) {
                after = threads.getCurrentThreadAllocatedBytes();
            }
        }
    }

    static Stream<LearningRate> everySchedule() {
        return Stream.of(
                LearningRate.constant(0.01f),
                LearningRate.stepDecay(0.01f, 0.5f, 100),
                LearningRate.exponential(0.01f, 0.5f, 100),
                LearningRate.cosine(0.01f, 0, 3000).warmUp(10));
    }

    @ParameterizedTest
    @MethodSource("everySchedule")
    void theLoopAllocatesNothingPerStepTheShortBatchIncluded(LearningRate rate) throws Exception {
        long least = Long.MAX_VALUE;
        // The JVM itself allocates now and then, as when it deoptimizes a method; the loop would
        // allocate in every run.
        for (int run = 0; run < 3 && least > 0; run++) {
            var meter = new Meter(2, 2002);
            var result =
                    Trainer.builder(new LinearStep(), LinearStep.initial())
                            .dataset(LinearStep.data(8005))
                            .batchSize(4)
                            .learningRate(rate)
                            .listener(meter)
                            .epochs(1)
                            .build()
                            .run();
            assertThat(result.steps()).isEqualTo(2002);
            assertThat(meter.before).isPositive();
            least = Math.min(least, meter.after - meter.before);
        }
        assertThat(least).isZero();
    }

    @Test
    void theMeterSeesAnAllocation() throws Exception {
        var meter = new Meter(2, 20);
        var kept = new Object[100];
        Trainer.builder(new LinearStep(), LinearStep.initial())
                .dataset(LinearStep.data(100))
                .batchSize(4)
                .learningRate(0.01f)
                .listener(
                        new TrainingListener() {
                            @Override
                            public void onStep(long step, float loss) {
                                kept[(int) step] = new int[10];
                            }
                        })
                .listener(meter)
                .epochs(1)
                .build()
                .run();
        assertThat(meter.after - meter.before).isBetween(18L * 40, 18L * 80);
    }
}
