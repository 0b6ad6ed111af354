package dev.forja.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that help callers with large kernels. Any number of models, workspaces and calling
 * threads share a team: a kernel takes the workers that are free at that moment and returns them
 * when it is done; a caller that finds none free runs its kernel alone and waits for nobody.
 * Results have the same bits with any number of threads.
 *
 * <p>Workers are daemon threads. They start when they are first needed, sleep when there is nothing
 * to do, and end after half a minute without work.
 */
public final class Team implements AutoCloseable {
    /** Name of the system property that says how many threads a call uses unless told otherwise. */
    public static final String PROPERTY = "forja.threads";

    /** What the names of all workers begin with. */
    public static final String THREAD_NAME = "forja-team-";

    /** Most threads of a team. */
    public static final int MAX_THREADS = 1024;

    /**
     * Work, in multiply-adds of one vector lane, from which a kernel runs in parts: some 30
     * microseconds of one core. Below it a second thread costs more than it brings.
     */
    public static final long LEAST_WORK = 1 << 20;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final TeamWorker[] workers;
    private final long leastWork;
    private final boolean isCommon;
    private volatile boolean closed;

    private Team(String name, int threads, long leastWork, boolean isCommon) {
        this.isCommon = isCommon;
        this.workers = new TeamWorker[checked(threads) - 1];
        this.leastWork = leastWork;
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new TeamWorker(this, name + "-" + (i + 1));
        }
    }

    /**
     * A team of its own.
     *
     * @param threads how many work on one kernel at most, the calling thread included
     */
    public static Team of(int threads) {
        return of(threads, LEAST_WORK);
    }

    /**
     * A team of its own with another limit from which kernels run in parts.
     *
     * @param threads how many work on one kernel at most, the calling thread included
     * @param leastWork in multiply-adds of one vector lane; see {@link #LEAST_WORK}
     */
    public static Team of(int threads, long leastWork) {
        if (leastWork < 0) {
            throw new IllegalArgumentException("expected work of 0 or more, found " + leastWork);
        }
        return new Team(THREAD_NAME + NUMBERS.incrementAndGet(), threads, leastWork, false);
    }

    /**
     * The team of this process, with a thread for each CPU or as many as {@code forja.threads}
     * says, if those are more. It can't be closed.
     *
     * @throws IllegalArgumentException as {@link #preferredThreads}
     */
    public static Team common() {
        preferredThreads(); // a wrong property is reported here, not as a failed initialiser
        return Common.TEAM;
    }

    /**
     * Threads that a workspace uses unless told otherwise: the system property {@code
     * forja.threads}, else 1.
     *
     * @throws IllegalArgumentException if the property is no number from 1 to {@link #MAX_THREADS}
     */
    public static int preferredThreads() {
        var text = System.getProperty(PROPERTY, "1");
        try {
            return checked(Integer.parseInt(text.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "system property "
                            + PROPERTY
                            + ": expected a number of threads from 1 to "
                            + MAX_THREADS
                            + ", found '"
                            + text
                            + "'",
                    e);
        }
    }

    static int checked(int threads) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "expected from 1 to " + MAX_THREADS + " threads, found " + threads);
        }
        return threads;
    }

    /** Threads that work on one kernel at most, the calling thread included. */
    public int threads() {
        return workers.length + 1;
    }

    /** Work from which a kernel runs in parts. */
    public long leastWork() {
        return leastWork;
    }

    /** Parts of kernels that workers, as opposed to callers, have run so far. */
    public long partsByWorkers() {
        long sum = 0;
        for (var worker : workers) {
            sum += worker.parts();
        }
        return sum;
    }

    int workers() {
        return workers.length;
    }

    TeamWorker worker(int index) {
        return workers[index];
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Ends the workers once they have finished what they do; from then on callers run their kernels
     * alone. Has no effect on the common team.
     */
    @Override
    public void close() {
        if (isCommon) {
            return;
        }
        closed = true;
        for (var worker : workers) {
            worker.wake();
        }
    }

    /** Made when it is first asked for. */
    private static final class Common {
        static final Team TEAM =
                new Team(
                        THREAD_NAME + "common",
                        Math.min(
                                MAX_THREADS,
                                Math.max(
                                        Runtime.getRuntime().availableProcessors(),
                                        preferredThreads())),
                        LEAST_WORK,
                        true);
    }
}
