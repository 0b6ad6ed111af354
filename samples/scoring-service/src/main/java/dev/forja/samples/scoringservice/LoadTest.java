package dev.forja.samples.scoringservice;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Sends requests on a few connections, each one after the other, for a bounded time. */
final class LoadTest {
    private static final double SECOND = 1e9;
    private static final int ROOM = 1 << 16;

    private final int port;
    private final List<byte[]> requests;
    private final Predicate<Client.Answer> isGood;

    /**
     * @param requests sent in turn
     * @param isGood whether an answer is right
     */
    LoadTest(int port, List<byte[]> requests, Predicate<Client.Answer> isGood) {
        this.port = port;
        this.requests = List.copyOf(requests);
        this.isGood = isGood;
    }

    /** The latencies of one connection, growing as needed. */
    private static final class Latencies {
        private long[] nanos = new long[ROOM];
        private int count;
        private int failures;

        void add(long latency) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = latency;
        }
    }

    Load run(int connections, Duration duration) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        var runs = new ArrayList<Future<Latencies>>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                int first = i;
                Callable<Latencies> connection = () -> connection(first, end);
                runs.add(threads.submit(connection));
            }
        }
        double seconds = (System.nanoTime() - start) / SECOND;
        int failures = 0;
        var all = new ArrayList<long[]>();
        for (var run : runs) {
            try {
                var latencies = run.get();
                failures += latencies.failures;
                all.add(Arrays.copyOf(latencies.nanos, latencies.count));
            } catch (ExecutionException e) {
                throw new IllegalStateException("a connection failed", e.getCause());
            }
        }
        return Load.of(all.stream().flatMapToLong(Arrays::stream).toArray(), failures, seconds);
    }

    private Latencies connection(int first, long end) throws IOException {
        var latencies = new Latencies();
        try (var client = new Client(port)) {
            int next = first;
            while (System.nanoTime() < end) {
                byte[] request = requests.get(next++ % requests.size());
                long sent = System.nanoTime();
                boolean good = isGood.test(client.send(request));
                latencies.add(System.nanoTime() - sent);
                latencies.failures += good ? 0 : 1;
            }
        }
        return latencies;
    }
}
