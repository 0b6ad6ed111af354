package dev.forja.bench.suite;

import dev.forja.bench.jmh.EngineBenchmark;
import dev.forja.bench.jmh.Facts;
import dev.forja.bench.jmh.FmaPeak;
import dev.forja.bench.jmh.ReadBandwidth;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs benchmarks in JMH, each in a process of its own, round by round. */
public final class Suite {
    private static final double KIBIBYTE = 1024;

    /** For the loop around the call; the call itself is warm by then. */
    private static final int WARM_UPS = 5;

    private final Plan plan;
    private final Path logs;
    private final PrintStream progress;

    /**
     * @param logs folder for what JMH prints, a file a benchmark
     * @param progress gets a line a benchmark
     */
    public Suite(Plan plan, Path logs, PrintStream progress) {
        this.plan = plan;
        this.logs = logs;
        this.progress = progress;
    }

    /** Runs all cases, those of one workload one after the other. */
    public Results run(List<Case> cases) throws RunnerException {
        var rounds = new ArrayList<Results.Round>();
        for (int round = 1; round <= plan.rounds(); round++) {
            progress.printf("round %d of %d%n", round, plan.rounds());
            var prefix = "round-" + round + "-";
            var limits = limits(prefix);
            var samples = new HashMap<Case, Sample>();
            for (var one : cases) {
                sample(one, prefix, samples);
            }
            rounds.add(new Results.Round(limits, samples));
        }
        return new Results(Machine.current(), rounds);
    }

    private Limits limits(String prefix) throws RunnerException {
        progress.println("  limits of the machine");
        double peak = 0;
        for (var result : run(FmaPeak.class, Map.of(), prefix + "peak")) {
            peak = FmaPeak.lanes() / result.getPrimaryResult().getStatistics().getMin();
        }
        var bandwidth = new TreeMap<Long, Double>();
        for (var result : run(ReadBandwidth.class, Map.of(), prefix + "bandwidth")) {
            double bytes = KIBIBYTE * Integer.parseInt(result.getParams().getParam("kibibytes"));
            bandwidth.put((long) bytes, bytes / result.getPrimaryResult().getStatistics().getMin());
        }
        return new Limits(peak, bandwidth);
    }

    private void sample(Case one, String prefix, Map<Case, Sample> samples) throws RunnerException {
        var name = prefix + one.workload().name() + "-" + one.engine().name();
        var results =
                run(
                        EngineBenchmark.class,
                        Map.of(
                                "workload", one.workload().name(),
                                "engine", one.engine().name(),
                                "quietMillis", Integer.toString(plan.quietMillis())),
                        name);
        if (results.isEmpty()) {
            progress.printf("  %s: failed, see %s%n", one, log(name));
            return;
        }
        var sample = sample(results.iterator().next());
        progress.printf("  %s: %.3f us%n", one, sample.nanos() / 1000);
        samples.put(one, sample);
    }

    private static Sample sample(RunResult result) {
        var times = result.getPrimaryResult().getStatistics();
        return new Sample(
                times.getPercentile(50),
                times.getPercentile(10),
                times.getPercentile(90),
                secondary(result, Facts.ALLOCATED),
                secondary(result, Facts.DIFFERENCE));
    }

    private static double secondary(RunResult result, String name) {
        Result<?> found = result.getSecondaryResults().get(name);
        return found == null ? Double.NaN : found.getScore();
    }

    private Collection<RunResult> run(Class<?> benchmark, Map<String, String> params, String name)
            throws RunnerException {
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include("^" + benchmark.getName() + "\\.")
                        .forks(1)
                        .warmupIterations(WARM_UPS)
                        .warmupTime(plan.iteration())
                        .measurementIterations(plan.iterations())
                        .measurementTime(plan.iteration())
                        .addProfiler(Facts.class)
                        // The compiler recurses deeply; the peers are native code; calls wait
                        // for the JIT compiler, so that a busy machine needs no longer warm-up.
                        .jvmArgsAppend(
                                "--add-modules=jdk.incubator.vector",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xss8m",
                                "-Xbatch")
                        .output(log(name).toString());
        params.forEach(options::param);
        return new Runner(options.build()).run();
    }

    private Path log(String name) {
        return logs.resolve(name + ".log");
    }
}
