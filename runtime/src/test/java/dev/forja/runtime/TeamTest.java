package dev.forja.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TeamTest {
    private static Workspace workspace(Team team) {
        return new Workspace(team, team.threads());
    }

    /** Waits for what another thread is about to do. */
    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static Thread worker(Team team, int number) {
        var name = name(team, number);
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String name(Team team, int number) {
        return team.worker(number).name();
    }

    /** Holds every part until so many threads are in one, so that all of them take part. */
    private static MarkingKernels meeting(int threads, Set<Thread> seen) {
        var all = new CountDownLatch(threads);
        return new MarkingKernels(thread -> {
            if (seen.add(thread)) {
                all.countDown();
            }
            try {
                all.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "2, 3", "3, 4", "4, 4", "5, 17", "64, 3", "63, 65", "257, 33"})
    void everyElementIsComputedOnceWithAnyNumberOfThreads(int rows, int columns) {
        for (int threads = 1; threads <= 4; threads++) {
            try (var team = Team.of(threads, 0)) {
                var workspace = workspace(team);
                var matrix = new int[rows * columns];
                var kernels = new MarkingKernels();
                for (int call = 1; call <= 20; call++) {
                    kernels.add(workspace, matrix, rows, columns, call);
                }
                assertThat(matrix).containsOnly(210);
            }
        }
    }

    @Test
    void allThreadsOfTheTeamWorkOnOneKernel() {
        try (var team = Team.of(3, 0)) {
            var seen = Collections.synchronizedSet(new HashSet<Thread>());
            var matrix = new int[64 * 64];
            meeting(3, seen).add(workspace(team), matrix, 64, 64, 1);
            assertThat(matrix).containsOnly(1);
            assertThat(seen)
                    .extracting(Thread::getName)
                    .containsExactlyInAnyOrder(
                            Thread.currentThread().getName(), name(team, 0), name(team, 1));
            assertThat(team.partsByWorkers()).isBetween(2L, 63L);
            seen.remove(Thread.currentThread());
            assertThat(seen).allMatch(Thread::isDaemon);
        }
    }

    @Test
    void aWorkspaceUsesNoMoreThreadsThanItIsTold() {
        try (var team = Team.of(4, 0)) {
            var seen = Collections.synchronizedSet(new HashSet<Thread>());
            var workspace = new Workspace(team, 2);
            assertThat(workspace.threads()).isEqualTo(2);
            meeting(2, seen).add(workspace, new int[64 * 64], 64, 64, 1);
            assertThat(seen).hasSize(2);
            assertThat(new Workspace(team, 9).threads()).isEqualTo(4);
        }
    }

    @Test
    void smallKernelsStayOnTheirThread() {
        try (var team = Team.of(2, 1000)) {
            var workspace = workspace(team);
            assertThat(workspace.parallel(999)).isNull();
            assertThat(workspace.parallel(1000)).isNotNull().isSameAs(workspace.parallel(5000));
        }
        assertThat(new Workspace().parallel(Long.MAX_VALUE - 1)).isNull();
        assertThat(new Workspace(Team.of(1, 0), 1).parallel(Long.MAX_VALUE - 1)).isNull();
    }

    @Test
    void aSecondCallerRunsAloneWhileTheTeamIsBusy() throws Exception {
        try (var team = Team.of(2, 0);
                var callers = Executors.newSingleThreadExecutor()) {
            var entered = new CountDownLatch(2);
            var leave = new CountDownLatch(1);
            var holding =
                    new MarkingKernels(_ -> {
                        entered.countDown();
                        try {
                            leave.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    });
            var first = new int[64];
            var holder = callers.submit(() -> holding.add(workspace(team), first, 8, 8, 1));
            entered.await();
            var second = new int[64];
            var seen = new HashSet<Thread>();
            var alone = new MarkingKernels(seen::add);
            alone.add(workspace(team), second, 8, 8, 2);
            assertThat(second).containsOnly(2);
            assertThat(seen).containsExactly(Thread.currentThread());
            assertThat(holder).isNotDone();
            leave.countDown();
            holder.get();
            assertThat(first).containsOnly(1);
        }
    }

    @Test
    void whatAWorkerThrowsReachesTheCallerWithBothPlaces() {
        try (var team = Team.of(2, 0)) {
            var workspace = workspace(team);
            var caller = Thread.currentThread();
            var begun = new CountDownLatch(1);
            var failing =
                    new MarkingKernels(thread -> {
                        if (thread != caller) {
                            begun.countDown();
                            throw new ArrayIndexOutOfBoundsException("index 9");
                        }
                        try {
                            begun.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    });
            var thrown = catchThrowable(() -> failing.add(workspace, new int[64], 8, 8, 1));
            assertThat(thrown)
                    .isInstanceOf(ArrayIndexOutOfBoundsException.class)
                    .hasMessage("index 9");
            assertThat(thrown.getSuppressed()).hasSize(1);
            assertThat(thrown.getSuppressed()[0])
                    .hasMessageContaining(name(team, 0))
                    .hasStackTraceContaining("whatAWorkerThrowsReachesTheCallerWithBothPlaces");
            var matrix = new int[64];
            new MarkingKernels().add(workspace, matrix, 8, 8, 3);
            assertThat(matrix).containsOnly(3);
        }
    }

    @Test
    void afterAFailureNoPartRunsAnyMore() {
        try (var team = Team.of(3, 0)) {
            var workspace = workspace(team);
            var inside = new AtomicInteger();
            for (int i = 0; i < 200; i++) {
                var failing =
                        new MarkingKernels(_ -> {
                            inside.incrementAndGet();
                            try {
                                throw new StackOverflowError("in part");
                            } finally {
                                inside.decrementAndGet();
                            }
                        });
                assertThatThrownBy(() -> failing.add(workspace, new int[64], 8, 8, 1))
                        .isInstanceOf(StackOverflowError.class);
                assertThat(inside).hasValue(0);
            }
        }
    }

    @Test
    void workersSleepBetweenCallsAndEndWithTheTeam() throws Exception {
        var team = Team.of(2, 0);
        meeting(2, Collections.synchronizedSet(new HashSet<>()))
                .add(workspace(team), new int[64], 8, 8, 1);
        var worker = worker(team, 0);
        await(() -> worker.getState() == Thread.State.TIMED_WAITING);
        var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = bean.getThreadCpuTime(worker.threadId());
        Thread.sleep(200);
        assertThat(bean.getThreadCpuTime(worker.threadId()) - before).isLessThan(50_000_000);
        team.close();
        worker.join();
        var matrix = new int[64];
        var seen = new HashSet<Thread>();
        new MarkingKernels(seen::add).add(workspace(team), matrix, 8, 8, 1);
        assertThat(matrix).containsOnly(1);
        assertThat(seen).containsExactly(Thread.currentThread());
    }

    @Test
    void anInterruptedCallerFinishesItsCallAndStaysInterrupted() {
        try (var team = Team.of(2, 0)) {
            var seen = Collections.synchronizedSet(new HashSet<Thread>());
            var caller = Thread.currentThread();
            var slow =
                    new MarkingKernels(thread -> {
                        seen.add(thread);
                        if (thread != caller) {
                            caller.interrupt();
                            await(() -> caller.getState() == Thread.State.WAITING);
                        } else {
                            await(() -> seen.size() == 2);
                        }
                    });
            var matrix = new int[64];
            slow.add(workspace(team), matrix, 8, 8, 1);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(matrix).containsOnly(1);
        }
    }

    @Test
    void aCallAllocatesNothingOnAnyThread() {
        try (var team = Team.of(2, 0)) {
            var workspace = workspace(team);
            var matrix = new int[64 * 64];
            var caller = Thread.currentThread();
            var byWorker = new AtomicInteger();
            var before = new AtomicInteger();
            var kernels =
                    new MarkingKernels(thread -> {
                        if (thread == caller) { // both threads take part in every call
                            while (byWorker.get() == before.get()) {
                                Thread.onSpinWait();
                            }
                        } else {
                            byWorker.incrementAndGet();
                        }
                    });
            kernels.add(workspace, matrix, 64, 64, 1);
            var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long[] threads = {Thread.currentThread().threadId(), worker(team, 0).threadId()};
            long least = Long.MAX_VALUE;
            // The JVM itself allocates now and then, as when it deoptimizes a method; a call would
            // allocate in every round.
            for (int round = 0; round < 10 && least > 0; round++) {
                long[] first = allocated(bean, threads);
                for (int call = 0; call < 200; call++) {
                    before.set(byWorker.get());
                    kernels.add(workspace, matrix, 64, 64, 1);
                }
                long[] after = allocated(bean, threads);
                // Asking for the figures allocates on this thread; the same as a second time.
                long[] again = allocated(bean, threads);
                long asking = again[0] - after[0];
                least = Math.min(least, after[0] - first[0] - asking + after[1] - first[1]);
            }
            assertThat(least).isZero();
        }
    }

    private static long[] allocated(ThreadMXBean bean, long[] threads) {
        return bean.getThreadAllocatedBytes(threads);
    }

    @Test
    void manyCallersShareATeamForAWhile() throws Exception {
        int callers = 4;
        try (var team = Team.of(3, 0);
                var pool = Executors.newFixedThreadPool(callers)) {
            var start = new CyclicBarrier(callers);
            var runs = new ArrayList<Future<Void>>();
            for (int caller = 0; caller < callers; caller++) {
                int rows = 1 + 13 * caller;
                runs.add(
                        pool.submit(() -> {
                            var workspace = workspace(team);
                            var kernels = new MarkingKernels();
                            var matrix = new int[rows * 7];
                            start.await();
                            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1500);
                            int calls = 0;
                            do {
                                kernels.add(workspace, matrix, rows, 7, 1);
                                calls++;
                            } while (System.nanoTime() < until);
                            assertThat(matrix).containsOnly(calls);
                            return null;
                        }));
            }
            for (var run : runs) {
                run.get();
            }
            assertThat(team.partsByWorkers()).isPositive();
        }
    }

    @Test
    void theCommonTeamStaysOpen() {
        Team.common().close();
        assertThat(Team.common().isClosed()).isFalse();
        assertThat(Team.common().threads())
                .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "two", "", "1025"})
    void aWrongPropertyIsNamed(String value) {
        System.setProperty(Team.PROPERTY, value);
        try {
            assertThatThrownBy(Team::preferredThreads)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("forja.threads")
                    .hasMessageContaining("'" + value + "'");
        } finally {
            System.clearProperty(Team.PROPERTY);
        }
    }

    @Test
    void thePropertySaysHowManyThreadsAreUsed() {
        assertThat(Team.preferredThreads()).isEqualTo(1);
        System.setProperty(Team.PROPERTY, "2");
        try {
            assertThat(Team.preferredThreads()).isEqualTo(2);
        } finally {
            System.clearProperty(Team.PROPERTY);
        }
    }

    @Test
    void sizesOfTeamsAreChecked() {
        for (int threads : List.of(0, -3, 1025)) {
            assertThatThrownBy(() -> Team.of(threads))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("found " + threads);
        }
        assertThatThrownBy(() -> Team.of(2, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
