package dev.forja.samples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.forja.runtime.Parameters;
import dev.forja.runtime.Team;
import dev.forja.runtime.train.Trainer;
import dev.forja.runtime.train.TrainingState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same with several threads a call. The limit of 0 has every kernel shared out that can be. */
class DigitsThreadsTest {
    private static final long SEED = 7;

    @Test
    void anyNumberOfThreadsLearnsTheSameBits(@TempDir Path folder) throws IOException {
        var images = DigitImages.read();
        var one = folder.resolve("one.safetensors");
        learn(images, Team.of(1)).save(one);
        for (int threads : new int[] {2, 3}) {
            try (var team = Team.of(threads, 0)) {
                var several = folder.resolve(threads + ".safetensors");
                learn(images, team).save(several);
                assertThat(several).hasSameBinaryContentAs(one);
                assertThat(team.partsByWorkers()).isPositive();
            }
        }
    }

    private static Parameters learn(DigitImages images, Team team) throws IOException {
        var model = new Digits(SEED);
        return Trainer.builder(model.lossTraining(), model.parameters())
                .dataset(images.training())
                .validation(images.validation())
                .steps(100)
                .learningRate(0.3f)
                .seed(SEED)
                .team(team)
                .build()
                .run()
                .parameters();
    }

    @Test
    void callersOnOneModelShareATeam() throws Exception {
        var images = DigitImages.read().validation();
        float[] pixels = images.floats("pixels");
        var model = new Digits(SEED);
        float[] expected = model.classify(pixels, images.rows());
        int callers = 4;
        try (var team = Team.of(3, 0);
                var pool = Executors.newFixedThreadPool(callers)) {
            var runs = new ArrayList<Future<?>>();
            for (int caller = 0; caller < callers; caller++) {
                runs.add(
                        pool.submit(() -> {
                            var workspace = model.workspace(team);
                            var out = new float[expected.length];
                            for (int call = 0; call < 50; call++) {
                                Arrays.fill(out, Float.NaN);
                                model.classify(pixels, images.rows(), out, workspace);
                                assertThat(out).isEqualTo(expected);
                            }
                        }));
            }
            for (var run : runs) {
                run.get();
            }
            assertThat(team.partsByWorkers()).isPositive();
        }
    }

    /** On scalar code, which allocates nothing from its first call on. */
    @Test
    void callsAndStepsInPartsAllocateNothing() throws IOException {
        var images = DigitImages.read().validation();
        var model = new Digits(SEED, 1);
        var step = model.lossTraining();
        var state = new TrainingState(model.parameters(), step.slotCount(), SEED);
        Object[] batch = {images.floats("pixels"), images.ints("label")};
        int[] sizes = {images.rows()};
        var out = new float[images.rows() * DigitImages.CLASSES];
        try (var team = Team.of(2, 0)) {
            var workspace = model.workspace(team);
            Runnable calls =
                    () -> {
                        for (int call = 0; call < 10; call++) {
                            model.classify((float[]) batch[0], images.rows(), out, workspace);
                            step.step(batch, sizes, 0.1f, state, workspace);
                        }
                    };
            calls.run();
            long[] threads = thisThreadAndWorkers();
            long least = Long.MAX_VALUE;
            // The JVM itself allocates now and then; a call would allocate in every round.
            for (int round = 0; round < 20 && least > 0; round++) {
                long before = allocated(threads);
                calls.run();
                long after = allocated(threads);
                least = Math.min(least, after - before - (allocated(threads) - after));
            }
            assertThat(least).isZero();
            assertThat(team.partsByWorkers()).isPositive();
        }
    }

    private static long[] thisThreadAndWorkers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread == Thread.currentThread()
                                || thread.getName().startsWith(Team.THREAD_NAME))
                .mapToLong(Thread::threadId)
                .toArray();
    }

    private static long allocated(long[] threads) {
        var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : bean.getThreadAllocatedBytes(threads)) {
            sum += bytes;
        }
        return sum;
    }
}
