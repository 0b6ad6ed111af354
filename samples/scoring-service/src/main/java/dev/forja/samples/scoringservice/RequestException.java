package dev.forja.samples.scoringservice;

/** A request that cannot be served, and why; the client is told. */
final class RequestException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * @param status of HTTP, from 400 to 499
     */
    RequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
