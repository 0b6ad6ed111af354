package dev.forja.samples.scoringservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forja.compiler.CompileRequest;
import dev.forja.compiler.ExportOptions;
import dev.forja.compiler.ModelCompiler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service with the generated class and with ONNX Runtime behind it, each in a process of its
 * own under the same load, in turns. Part of the build with the profile {@code peers} alone. Writes
 * {@code service.md} and {@code service.png} into {@code target/peers}.
 */
class OrtComparisonTest {
    private static final String ORT = "ort";
    private static final int ROUNDS = 3;
    private static final int CONNECTIONS = 4;
    private static final int REQUESTS = 1_000;
    private static final long SEED = 7;
    private static final Duration WARM = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(8);
    private static final double TOLERANCE = 1e-4;

    private static final Path OUT = Path.of("target", "peers");
    private static final Path SOURCE =
            Path.of("../fraud/src/main/forja/dev/forja/samples/fraud/FraudNetwork.java");

    @TempDir Path folder;

    /** A service in a process of its own. */
    private record Service(Process process, BufferedReader output, int port)
            implements AutoCloseable {
        static Service start(String engine, Path model) throws IOException {
            var command =
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            // So that resident memory is that of need, not of a large machine.
                            "-Xmx128m",
                            "--add-modules",
                            "jdk.incubator.vector",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            OrtComparisonService.class.getName(),
                            engine,
                            model.toString());
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            var output = process.inputReader();
            return new Service(
                    process, output, Integer.parseInt(answer(output, OrtComparisonService.PORT)));
        }

        private static String answer(BufferedReader output, String start) throws IOException {
            var line = output.readLine();
            while (line != null && !line.startsWith(start)) {
                line = output.readLine();
            }
            assertThat(line).as("the service ended early").isNotNull();
            return line.substring(start.length());
        }

        double residentMegabytes() throws IOException {
            var input = process.outputWriter();
            input.write("\n");
            input.flush();
            return Double.parseDouble(answer(output, OrtComparisonService.RESIDENT));
        }

        @Override
        public void close() throws IOException {
            process.outputWriter().close();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What one process did. */
    private record Run(Load load, double megabytes) {}

    private Path exported() throws IOException {
        var parameters = folder.resolve("fraud.safetensors");
        try (InputStream trained = ForjaScorer.class.getResourceAsStream("fraud.safetensors")) {
            Files.copy(trained, parameters);
        }
        var options = new ExportOptions(Optional.of("score"), Optional.of(parameters));
        var model = new ModelCompiler().export(CompileRequest.of(List.of(SOURCE)), options);
        return Files.write(folder.resolve("fraud.onnx"), model.bytes());
    }

    @Test
    void bothServicesUnderTheSameLoad() throws Exception {
        var model = exported();
        var runs = new LinkedHashMap<String, List<Run>>();
        for (int round = 0; round < ROUNDS; round++) {
            for (var engine : List.of(OrtComparisonService.FORJA, ORT)) {
                runs.computeIfAbsent(engine, _ -> new ArrayList<>()).add(run(engine, model));
            }
        }
        runs.values().forEach(all -> assertThat(all).allMatch(run -> run.load().failures() == 0));
        Files.createDirectories(OUT);
        var report = report(runs);
        Files.writeString(OUT.resolve("service.md"), report);
        var last = new LinkedHashMap<String, Load>();
        runs.forEach((engine, all) -> last.put(title(engine), all.getLast().load()));
        LatencyPlot.write(last, OUT.resolve("service.png"));
        System.out.print(report);
    }

    @Test
    void bothGiveTheSameScores() throws Exception {
        var model = exported();
        var requests = Traffic.requests(SEED, 100);
        try (var ours = Service.start(OrtComparisonService.FORJA, model);
                var theirs = Service.start(ORT, model);
                var us = new Client(ours.port());
                var them = new Client(theirs.port())) {
            for (var request : requests) {
                double expected = score(them.send(request));
                assertThat(score(us.send(request)))
                        .isCloseTo(expected, within(TOLERANCE * Math.max(expected, 1e-3)));
            }
        }
    }

    private static double score(Client.Answer answer) throws IOException {
        assertThat(answer.status()).as(answer.body()).isEqualTo(HttpStatus.OK_200);
        return new ObjectMapper().readTree(answer.body()).get("scores").get(0).doubleValue();
    }

    private static Run run(String engine, Path model) throws Exception {
        try (var service = Service.start(engine, model)) {
            var test =
                    new LoadTest(
                            service.port(),
                            Traffic.requests(SEED, REQUESTS),
                            answer -> answer.status() == HttpStatus.OK_200);
            test.run(CONNECTIONS, WARM);
            var load = test.run(CONNECTIONS, MEASURED);
            return new Run(load, service.residentMegabytes());
        }
    }

    private static String report(Map<String, List<Run>> runs) {
        var text = new StringBuilder();
        text.append("| engine | requests/s | p50, ms | p99, ms | p99.9, ms | max, ms | MB |\n");
        text.append("|---|--:|--:|--:|--:|--:|--:|\n");
        runs.forEach((engine, all) -> {
            for (var run : all) {
                var load = run.load();
                text.append(
                        String.format(
                                Locale.ROOT,
                                "| %s | %.0f | %.3f | %.3f | %.3f | %.1f | %.0f |%n",
                                title(engine),
                                load.throughput(),
                                load.milliseconds(0.5),
                                load.milliseconds(0.99),
                                load.milliseconds(0.999),
                                load.milliseconds(1),
                                run.megabytes()));
            }
        });
        return text.toString();
    }

    private static String title(String engine) {
        return engine.equals(ORT) ? "ONNX Runtime" : "Forja";
    }
}
