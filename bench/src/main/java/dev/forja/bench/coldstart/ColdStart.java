package dev.forja.bench.coldstart;

import dev.forja.bench.engine.Engine;
import dev.forja.bench.engine.Engines;
import dev.forja.bench.process.JavaProcess;
import dev.forja.bench.workload.Workloads;
import dev.forja.compiler.CompileRequest;
import dev.forja.compiler.ModelCompiler;
import dev.forja.compiler.WeightsRequest;
import dev.forja.compiler.load.LoadedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures how models begin, each in new processes: as they are, and after a warm-up. Beside ours
 * stands ONNX Runtime where it is on the class path. Writes {@code cold-start.md} and a chart of
 * the first 10,000 calls of each model.
 */
@Command(
        name = "cold-start",
        mixinStandardHelpOptions = true,
        description = "Load, first call, warm-up and the first 10,000 calls in new processes.")
public final class ColdStart implements Callable<Integer> {
    /** The engine beside ours: tensors made once, its best case. */
    private static final String PEER = "ort-pinned";

    private static final String HEADER =
            """
            | model | load (computing) | first call (computing) | warm-up | after it: first call | median of the first 100 \
            | longest of 10,000 | steady |
            |---|---:|---:|---:|---:|---:|---:|---:|
            """;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Folder for table and charts. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("bench", "target", "cold-start");

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "A further option of the processes' Java, such as -XX:AOTCache=FILE.")
    private List<String> options = List.of();

    @Parameters(
            arity = "0..*",
            paramLabel = "MODEL",
            description = "Generated classes to measure, by simple name. Default: all.")
    private List<String> names = List.of();

    private ColdStart() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(out);
        var table = new StringBuilder(HEADER);
        for (var beginner : Beginner.all()) {
            if (names.isEmpty() || names.contains(simpleName(beginner))) {
                measure(beginner, table);
            }
        }
        Files.writeString(out.resolve("cold-start.md"), table);
        System.out.print(table);
        return 0;
    }

    private static String simpleName(Beginner beginner) {
        return beginner.type().substring(beginner.type().lastIndexOf('.') + 1);
    }

    private void measure(Beginner beginner, StringBuilder table)
            throws IOException, InterruptedException {
        var classes = out.resolve(simpleName(beginner));
        var file = compile(beginner, classes);
        var cold = ours(beginner, classes, file, false);
        var warm = ours(beginner, classes, file, true);
        var lines = new LinkedHashMap<String, Timeline>();
        lines.put("Forja, begins in scalar code", cold);
        lines.put("Forja, after warmUp()", warm);
        table.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %.1f (%.1f) ms | %.1f (%.1f) ms | %.0f ms | %.1f µs | %.1f µs |"
                                + " %.0f µs | %.1f µs |%n",
                        beginner.title(),
                        cold.load(),
                        cold.loadCpu(),
                        cold.firstCall(),
                        cold.firstCallCpu(),
                        warm.warmUp(),
                        warm.firstCall() * 1e3,
                        warm.early(),
                        warm.longest(),
                        warm.steady()));
        if (peer(beginner).isPresent()) {
            var ort = fork(List.of(), PeerCalls.class, List.of(PEER, beginner.workload()));
            lines.put("ONNX Runtime", ort);
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| the same in ONNX Runtime | %.1f (%.1f) ms | %.1f (%.1f) ms | | |"
                                    + " %.1f µs | %.0f µs | %.1f µs |%n",
                            ort.load(),
                            ort.loadCpu(),
                            ort.firstCall(),
                            ort.firstCallCpu(),
                            ort.early(),
                            ort.longest(),
                            ort.steady()));
        }
        LatencyChart.write(
                beginner.title(), lines, out.resolve(simpleName(beginner) + "-first-calls.png"));
    }

    private static Optional<Engine> peer(Beginner beginner) {
        return Engines.others().stream()
                .filter(engine -> engine.name().equals(PEER) && !beginner.workload().isEmpty())
                .filter(engine -> engine.runs(Workloads.named(beginner.workload())))
                .findFirst();
    }

    /** Writes the classes, and their initial parameters as a file, which it returns. */
    private static Path compile(Beginner beginner, Path classes) throws IOException {
        var source = classes.resolve("sources").resolve(beginner.source().path());
        Files.createDirectories(source.getParent());
        Files.writeString(source, beginner.source().text());
        var request =
                new CompileRequest(
                        List.of(source),
                        Optional.of(classes.resolve("sources")),
                        Optional.empty(),
                        Optional.empty(),
                        CompileRequest.ALL_LANES,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        WeightsRequest.NONE);
        var compiled = new ModelCompiler().compile(request);
        for (var one : compiled) {
            var file = classes.resolve(one.path());
            Files.createDirectories(file.getParent());
            Files.write(file, one.bytes());
        }
        var parameters = classes.resolve("initial.safetensors");
        LoadedModel.of(compiled).getFirst().model().save(parameters);
        return parameters;
    }

    private Timeline ours(Beginner beginner, Path classes, Path file, boolean warms)
            throws IOException, InterruptedException {
        return fork(
                List.of(classes),
                FirstCalls.class,
                List.of(
                        beginner.type(),
                        beginner.entry(),
                        file.toString(),
                        Boolean.toString(warms),
                        String.join(
                                ",", beginner.symbols().stream().map(Object::toString).toList()),
                        Integer.toString(beginner.input()),
                        Integer.toString(beginner.output())));
    }

    private Timeline fork(List<Path> more, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        var all = new ArrayList<>(options);
        all.add("-Djdk.reflect.useNativeAccessorOnly=true");
        return Timeline.parse(JavaProcess.run(all, more, main, arguments));
    }
}
