package dev.forja.runtime;

/**
 * Noted on what a part of a parallel call threw on a worker: which worker it was, and, as its stack
 * trace, who made the call.
 */
final class PartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartFailure(String worker) {
        super("thrown on " + worker + " in a part of a kernel that was called from here");
    }
}
