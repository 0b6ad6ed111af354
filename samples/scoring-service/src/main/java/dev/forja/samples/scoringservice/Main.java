package dev.forja.samples.scoringservice;

import dev.forja.samples.support.SampleRun;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.eclipse.jetty.http.HttpStatus;

/** Starts the service and puts it under load, without and with parameters swapped meanwhile. */
public final class Main {
    private static final int CONNECTIONS = 4;
    private static final int REQUESTS = 1_000;
    private static final long SEED = 7;
    private static final Duration WARM = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final Duration QUICK = Duration.ofSeconds(1);

    /** What the other parameters add to the logit. */
    private static final float SHIFT = 0.5f;

    private Main() {}

    /**
     * Runs the sample.
     *
     * @param arguments {@code [--quick] [--output DIR]}
     */
    public static void main(String... arguments) throws Exception {
        run(SampleRun.of("scoring-service", arguments), System.out);
    }

    static void run(SampleRun run, PrintStream out) throws Exception {
        var scorer = ForjaScorer.trained();
        try (var server = ScoringServer.start(scorer, 0)) {
            out.printf("listening at http://%s:%d/score%n", ScoringServer.HOST, server.port());
            show(server, out);
            var test =
                    new LoadTest(
                            server.port(),
                            Traffic.requests(SEED, REQUESTS),
                            answer -> answer.status() == HttpStatus.OK_200);
            test.run(CONNECTIONS, run.quick() ? QUICK : WARM);
            var steady = test.run(CONNECTIONS, run.quick() ? QUICK : MEASURED);
            Load swapped;
            int swaps;
            var one = scorer.parameters();
            try (var swapping = new Swapping(scorer, one, ForjaScorer.shifted(one, SHIFT))) {
                swapped = test.run(CONNECTIONS, run.quick() ? QUICK : MEASURED);
                swaps = swapping.swaps();
            }
            var loads = new LinkedHashMap<String, Load>();
            loads.put("same parameters", steady);
            loads.put("parameters swapped every 10 ms", swapped);
            LatencyPlot.write(loads, run.file("latency.png"));
            out.printf("plot: %s%n%n", run.file("latency.png"));
            print(steady, "", run, out);
            run.metric(out, "swaps", swaps);
            print(swapped, "swapping_", run, out);
            var memory = ResidentMemory.megabytes();
            if (memory.isPresent()) {
                run.metric(out, "resident_megabytes", memory.getAsDouble());
            }
        }
    }

    /** One request and its answer, for people to see. */
    private static void show(ScoringServer server, PrintStream out) throws IOException {
        var body = Requests.body(Traffic.payments(SEED, 2));
        try (var client = new Client(server.port())) {
            out.printf("  %s%n", new String(body, StandardCharsets.UTF_8));
            out.printf("  %s%n", client.send(Client.post("/score", body)).body());
        }
    }

    private static void print(Load load, String prefix, SampleRun run, PrintStream out) {
        run.metric(out, prefix + "requests", load.nanos().length);
        run.metric(out, prefix + "failures", load.failures());
        run.metric(out, prefix + "requests_per_second", load.throughput());
        run.metric(out, prefix + "p50_ms", load.milliseconds(0.5));
        run.metric(out, prefix + "p99_ms", load.milliseconds(0.99));
        run.metric(out, prefix + "p99.9_ms", load.milliseconds(0.999));
        run.metric(out, prefix + "max_ms", load.milliseconds(1));
    }
}
