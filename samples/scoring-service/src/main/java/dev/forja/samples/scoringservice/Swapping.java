package dev.forja.samples.scoringservice;

import dev.forja.runtime.Parameters;
import java.util.concurrent.locks.LockSupport;

/** Puts one of two sets of parameters after the other into service until it is closed. */
final class Swapping implements AutoCloseable {
    private static final long PAUSE_NANOS = 10_000_000;

    private final Thread thread;
    private volatile boolean goesOn = true;
    private volatile int swaps;

    Swapping(ForjaScorer scorer, Parameters one, Parameters other) {
        thread =
                Thread.ofPlatform()
                        .start(() -> {
                            int done = 0;
                            while (goesOn) {
                                scorer.parameters(done % 2 == 0 ? other : one);
                                swaps = ++done;
                                LockSupport.parkNanos(PAUSE_NANOS);
                            }
                            scorer.parameters(one);
                        });
    }

    /** How often it did so. */
    int swaps() {
        return swaps;
    }

    @Override
    public void close() throws InterruptedException {
        goesOn = false;
        thread.join();
    }
}
