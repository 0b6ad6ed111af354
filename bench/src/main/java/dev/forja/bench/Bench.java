package dev.forja.bench;

import dev.forja.bench.coldstart.ColdStart;
import dev.forja.bench.engine.Engine;
import dev.forja.bench.engine.Engines;
import dev.forja.bench.report.Chart;
import dev.forja.bench.report.Report;
import dev.forja.bench.suite.Case;
import dev.forja.bench.suite.Plan;
import dev.forja.bench.suite.Results;
import dev.forja.bench.suite.Suite;
import dev.forja.bench.sweep.Sweep;
import dev.forja.bench.workload.Workload;
import dev.forja.bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures every engine on the class path: ours alone in this module, the peers too when started
 * from theirs. Writes {@code figures.md}, {@code figures.json} and {@code speedup.png}.
 */
@Command(
        name = "forja-bench",
        mixinStandardHelpOptions = true,
        description = "Measures all workloads with all engines, in one run.",
        subcommands = {ColdStart.class, Sweep.class})
public final class Bench implements Callable<Integer> {
    @Option(names = "--quick", description = "One short round, to see where things stand.")
    private boolean quick;

    @Option(
            names = "--engines",
            split = ",",
            paramLabel = "NAME",
            description = "Only these engines beside ours.")
    private List<String> engineNames = List.of();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Folder for tables, chart and logs. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("bench", "target", "figures");

    @Parameters(
            arity = "0..*",
            paramLabel = "WORKLOAD",
            description = "Workloads to measure. Default: all.")
    private List<String> workloadNames = List.of();

    private Bench() {}

    /** Exits with 1 when a case failed. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Override
    public Integer call() throws IOException, RunnerException {
        var workloads =
                workloadNames.isEmpty()
                        ? Workloads.all()
                        : workloadNames.stream().map(Workloads::named).toList();
        var ours = Engines.ours();
        var others = Engines.others().stream().filter(this::isWanted).toList();
        var logs = Files.createDirectories(out.resolve("logs"));

        var cases = cases(workloads, ours, others);
        var results = new Suite(quick ? Plan.QUICK : Plan.FULL, logs, System.err).run(cases);

        var report = new Report(results, workloads, ours, others);
        Files.writeString(out.resolve("figures.md"), report.markdown());
        Files.writeString(out.resolve("figures.json"), report.json());
        if (!others.isEmpty()) {
            Chart.write(results, workloads, ours, others, out.resolve("speedup.png"));
        }
        System.out.print(report.markdown());
        return isComplete(results, cases) ? 0 : 1;
    }

    private boolean isWanted(Engine engine) {
        return engineNames.isEmpty() || engineNames.contains(engine.name());
    }

    private static List<Case> cases(List<Workload> workloads, Engine ours, List<Engine> others) {
        return workloads.stream()
                .flatMap(workload ->
                        Engines.runningOn(workload, ours, others).stream()
                                .map(engine -> new Case(workload, engine)))
                .toList();
    }

    private static boolean isComplete(Results results, List<Case> cases) {
        return results.rounds().stream()
                .allMatch(round -> round.samples().keySet().containsAll(cases));
    }
}
