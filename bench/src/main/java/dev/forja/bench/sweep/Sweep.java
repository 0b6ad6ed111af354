package dev.forja.bench.sweep;

import dev.forja.bench.process.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures models in many sizes and names the cliffs. Writes {@code sweep.md} and {@code
 * sweep.png}.
 */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = "Time per operation over widths, batches, images and sequences; its cliffs.")
public final class Sweep implements Callable<Integer> {
    private static final double SECONDS = 1;
    private static final double QUICK_SECONDS = 0.3;

    @Option(names = "--quick", description = "Some sizes, a short time each.")
    private boolean quick;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Folder for table and chart. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("bench", "target", "sweep");

    @Parameters(
            arity = "0..*",
            paramLabel = "SERIES",
            description = "Series to measure, by name. Default: all.")
    private List<String> names = List.of();

    private Sweep() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(out);
        var wanted = names.isEmpty() ? Series.all() : names.stream().map(Series::named).toList();
        var all = new ArrayList<Swept>();
        for (var series : wanted) {
            System.err.println("  " + series.title());
            all.add(measure(series));
        }
        var report = report(all);
        Files.writeString(out.resolve("sweep.md"), report);
        SweepChart.write(all, out.resolve("sweep.png"));
        System.out.print(report);
        return 0;
    }

    private Swept measure(Series series) throws IOException, InterruptedException {
        var arguments = new ArrayList<String>();
        arguments.add(series.name());
        arguments.add(Double.toString(quick ? QUICK_SECONDS : SECONDS));
        (quick ? series.some() : series.sizes())
                .forEach(size -> arguments.add(Integer.toString(size)));
        var micros = new TreeMap<Integer, Double>();
        // Calls wait for the JIT compiler, so that a busy machine needs no longer warm-up; the
        // compiler of models recurses deeply.
        var options = List.of("-Xbatch", "-Xss8m");
        for (var line : JavaProcess.run(options, List.of(), SeriesRun.class, arguments)) {
            var words = line.split(" ");
            micros.put(Integer.parseInt(words[0]), Double.parseDouble(words[1]));
        }
        return new Swept(series, micros);
    }

    private static String report(List<Swept> all) {
        var text = new StringBuilder("# Speed by size, one thread\n");
        for (var swept : all) {
            text.append("\n## ").append(swept.series().title()).append("\n\n| ");
            text.append(swept.series().size()).append(" | µs a call | GFLOP/s |\n|--:|--:|--:|\n");
            for (var size : swept.micros().keySet()) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "| %d | %.3f | %.2f |%n",
                                size,
                                swept.micros().get(size),
                                1 / swept.nanosPerOperation(size)));
            }
        }
        text.append("\n## Cliffs\n\n");
        text.append(
                "A neighbour size whose operations take more than twice as long; where the smaller"
                        + " one is slower, only if its call takes longer as a whole.\n\n");
        var cliffs = all.stream().flatMap(swept -> swept.cliffs().stream()).toList();
        cliffs.forEach(cliff -> text.append("- ").append(cliff).append('\n'));
        if (cliffs.isEmpty()) {
            text.append("None.\n");
        }
        return text.toString();
    }
}
