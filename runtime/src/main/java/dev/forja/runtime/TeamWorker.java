package dev.forja.runtime;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread of a team. It is started when it first gets something to do, spins for a moment after
 * that (the next kernel of the same call is likely to follow), then sleeps, and ends when nobody
 * has needed it for long.
 */
final class TeamWorker implements Runnable {
    /** How long a thread of a team spins before it sleeps: about what waking it up costs. */
    static final long SPIN_NANOS = Runtime.getRuntime().availableProcessors() > 1 ? 50_000 : 0;

    private static final long KEEP_ALIVE_NANOS = 30_000_000_000L;

    private static final Object RUNNING = new Object();
    private static final Object ENDED = new Object();

    private final Team team;
    private final String name;
    private final Workspace own = scratch();

    /** The call that waits for this worker, null for none, or one of the two states above. */
    private final AtomicReference<Object> mail = new AtomicReference<>(ENDED);

    private final AtomicLong parts = new AtomicLong();
    private volatile Thread thread;
    private volatile boolean sleeping;

    TeamWorker(Team team, String name) {
        this.team = team;
        this.name = name;
    }

    static Workspace scratch() {
        var workspace = new Workspace();
        int size = SplitKernels.SCRATCH;
        workspace.reserve(size, size, size, size, size);
        return workspace;
    }

    String name() {
        return name;
    }

    /** Parts that it has run so far. */
    long parts() {
        return parts.get();
    }

    /** Hands it a call, unless it has one. */
    boolean offer(ParallelCall call) {
        var state = mail.get();
        if (state == null && mail.compareAndSet(null, call)) {
            if (sleeping) {
                LockSupport.unpark(thread);
            }
            return true;
        }
        return state == ENDED && mail.compareAndSet(ENDED, call) && start(call);
    }

    private boolean start(ParallelCall call) {
        try {
            thread =
                    Thread.ofPlatform()
                            .name(name)
                            .daemon()
                            .inheritInheritableThreadLocals(false)
                            .unstarted(this);
            thread.start();
            return true;
        } catch (OutOfMemoryError e) { // the system gives no more threads: go on without
            mail.compareAndSet(call, ENDED);
            return false;
        }
    }

    /** Takes a call back that it has not begun. */
    boolean callOff(ParallelCall call) {
        return mail.compareAndSet(call, null);
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        long since = System.nanoTime();
        while (true) {
            if (mail.get() instanceof ParallelCall call) {
                if (mail.compareAndSet(call, RUNNING)) {
                    parts.lazySet(parts.get() + call.takeParts(own));
                    mail.set(null);
                    call.leave();
                    since = System.nanoTime();
                }
                continue;
            }
            long idle = System.nanoTime() - since;
            if (team.isClosed() || idle >= KEEP_ALIVE_NANOS) {
                if (mail.compareAndSet(null, ENDED)) {
                    return;
                }
            } else if (idle < SPIN_NANOS) {
                Thread.onSpinWait();
            } else {
                since = sleep(since, KEEP_ALIVE_NANOS - idle);
            }
        }
    }

    /**
     * Sleeps until something is to be done or the time is over.
     *
     * @return since when this thread is idle: from now on if it was woken, even if it came too late
     *     for what it was woken for
     */
    private long sleep(long since, long nanos) {
        sleeping = true;
        if (mail.get() == null && !team.isClosed()) {
            LockSupport.parkNanos(this, nanos);
        }
        sleeping = false;
        long now = System.nanoTime();
        return now - since < KEEP_ALIVE_NANOS ? now : since;
    }
}
