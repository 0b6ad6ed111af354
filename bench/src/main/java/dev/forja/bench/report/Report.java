package dev.forja.bench.report;

import dev.forja.bench.engine.Agreement;
import dev.forja.bench.engine.Engine;
import dev.forja.bench.engine.Engines;
import dev.forja.bench.suite.Limits;
import dev.forja.bench.suite.Range;
import dev.forja.bench.suite.Results;
import dev.forja.bench.suite.Sample;
import dev.forja.bench.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The results of a run, in words and as data. */
public final class Report {
    private static final double GIGA = 1e9;

    private final Results results;
    private final List<Workload> workloads;
    private final Engine ours;
    private final List<Engine> others;

    /**
     * @param workloads in the order of the rows
     * @param others in the order of the columns
     */
    public Report(Results results, List<Workload> workloads, Engine ours, List<Engine> others) {
        this.results = results;
        this.workloads = List.copyOf(workloads);
        this.ours = ours;
        this.others = List.copyOf(others);
    }

    /** Tables for people. */
    public String markdown() {
        var text = new StringBuilder("# Benchmarks\n\n");
        var machine = results.machine();
        text.append(
                String.format(
                        "%s, %d cores, %d lanes; %s; %s; %d rounds.%n",
                        machine.cpu(),
                        machine.cores(),
                        machine.lanes(),
                        machine.os(),
                        machine.jvm(),
                        results.rounds().size()));
        products().forEach(product -> text.append(product).append(".\n"));
        text.append("\n## What one core can do\n\n").append(limits());
        if (!others.isEmpty()) {
            text.append(
                    "\n## Speed-up: another engine's time divided by ours, median over the rounds"
                            + " (least–most)\n\nEngines with several threads are compared with"
                            + " Forja with as many, and that with Forja with one.\n\n");
            text.append(ratios());
        }
        text.append("\n## All figures\n\n").append(figures());
        text.append(
                "\nRoofline: the time that the FMA peak or the bandwidth of the smallest measured"
                        + " array that holds the data allows on one core, divided by the time it"
                        + " took. Difference: to our results, as a share of the largest value; at"
                        + " most "
                        + Agreement.TOLERANCE
                        + ", else there is no figure.\n");
        return text.toString();
    }

    private String limits() {
        var table = new MarkdownTable("limit", "figure", "spread");
        table.row(limitRow("FMA peak, GFLOP/s", Limits::peak));
        results.rounds()
                .getFirst()
                .limits()
                .bandwidth()
                .keySet()
                .forEach(bytes ->
                        table.row(
                                limitRow(
                                        "reading " + (bytes >> 10) + " KiB, GB/s",
                                        limits -> limits.bandwidth().get(bytes))));
        return table.toString();
    }

    private List<String> limitRow(String name, ToDoubleFunction<Limits> figure) {
        var range =
                Range.of(
                                results.rounds().stream()
                                        .mapToDouble(round -> figure.applyAsDouble(round.limits())))
                        .orElseThrow();
        return List.of(
                name,
                Figures.digits(range.median()),
                Figures.digits(range.low()) + "–" + Figures.digits(range.high()));
    }

    private String ratios() {
        var heads = new ArrayList<>(List.of("workload", "Forja, µs"));
        others.forEach(engine -> heads.add(engine.title()));
        var table = new MarkdownTable(heads.toArray(String[]::new));
        for (var workload : workloads) {
            var cells = new ArrayList<String>();
            cells.add(workload.title());
            cells.add(Figures.micros(results.nanos(workload, ours)));
            for (var engine : others) {
                var ratio = ratio(workload, engine);
                cells.add(
                        withTarget(
                                Figures.ratioWithSpread(ratio),
                                ratio,
                                workload.targets().getOrDefault(engine.name(), 0.0)));
            }
            table.row(cells);
        }
        return table.toString();
    }

    private Optional<Range> ratio(Workload workload, Engine engine) {
        return results.ratio(workload, Engines.counterpart(engine, ours, others), engine);
    }

    private String figures() {
        var table =
                new MarkdownTable(
                        "workload",
                        "engine",
                        "threads",
                        "µs",
                        "spread",
                        "GFLOP/s",
                        "FMA peak",
                        "roofline",
                        "bound by",
                        "B/call",
                        "difference");
        for (var workload : workloads) {
            for (var engine : Engines.runningOn(workload, ours, others)) {
                table.row(figureRow(workload, engine));
            }
        }
        return table.toString();
    }

    private List<String> figureRow(Workload workload, Engine engine) {
        var nanos = results.nanos(workload, engine);
        var limits = results.rounds().getFirst().limits();
        return List.of(
                workload.name(),
                engine.title(),
                Integer.toString(engine.threads()),
                nanos.isEmpty() ? "failed" : Figures.micros(nanos),
                Figures.microsSpread(nanos),
                nanos.map(range -> Figures.digits(workload.operations() / range.median()))
                        .orElse("–"),
                withTarget(
                        Figures.percent(results.shareOfPeak(workload, engine)),
                        results.shareOfPeak(workload, engine),
                        engine == ours ? workload.peakTarget() : 0),
                Figures.percent(results.shareOfRoofline(workload, engine)),
                limits.boundByPeak(workload) ? "FMA" : "memory",
                Figures.digits(allocated(workload, engine)),
                Figures.digits(difference(workload, engine)));
    }

    /** A cell with the target beside it, where there is one that was measured. */
    private static String withTarget(String cell, Optional<Range> reached, double target) {
        if (target == 0 || reached.isEmpty()) {
            return cell;
        }
        boolean isMet = reached.get().median() >= target;
        return cell + (isMet ? " ≥ " : " MISSES ") + Figures.digits(target);
    }

    /** The results as JSON, all times in µs. */
    public String json() {
        var root = new LinkedHashMap<String, Object>();
        var machine = results.machine();
        root.put(
                "machine",
                ordered(
                        "cpu", machine.cpu(),
                        "cores", machine.cores(),
                        "lanes", machine.lanes(),
                        "jvm", machine.jvm(),
                        "os", machine.os()));
        root.put("products", products());
        root.put(
                "limits",
                results.rounds().stream()
                        .map(round ->
                                ordered(
                                        "fma_peak_gflops",
                                        round.limits().peak(),
                                        "read_gb_per_s_by_bytes",
                                        round.limits().bandwidth()))
                        .toList());
        var figures = new ArrayList<Object>();
        for (var workload : workloads) {
            for (var engine : Engines.runningOn(workload, ours, others)) {
                figures.add(figure(workload, engine));
            }
        }
        root.put("figures", figures);
        return Json.text(root) + "\n";
    }

    private Map<String, Object> figure(Workload workload, Engine engine) {
        var figure =
                ordered(
                        "workload", workload.name(),
                        "engine", engine.name(),
                        "threads", engine.threads(),
                        "failed", results.samples(workload, engine).isEmpty());
        put(figure, "us", results.nanos(workload, engine), 1e-3);
        put(figure, "time_to_forja", ratio(workload, engine), 1);
        put(figure, "share_of_fma_peak", results.shareOfPeak(workload, engine), 1);
        put(figure, "share_of_roofline", results.shareOfRoofline(workload, engine), 1);
        if (engine == ours && workload.peakTarget() > 0) {
            figure.put("target_share_of_fma_peak", workload.peakTarget());
        }
        if (workload.targets().containsKey(engine.name())) {
            figure.put("target_time_to_forja", workload.targets().get(engine.name()));
        }
        figure.put("operations", workload.operations());
        figure.put(
                "operations_per_s",
                results.nanos(workload, engine)
                        .map(range -> workload.operations() / range.median() * GIGA)
                        .orElse(Double.NaN));
        figure.put("alloc_bytes_per_call", allocated(workload, engine));
        figure.put("difference", difference(workload, engine));
        return figure;
    }

    private static void put(
            Map<String, Object> figure, String name, Optional<Range> range, double factor) {
        range.ifPresent(found -> {
            figure.put(name, found.median() * factor);
            figure.put(name + "_low", found.low() * factor);
            figure.put(name + "_high", found.high() * factor);
        });
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private double allocated(Workload workload, Engine engine) {
        return results.samples(workload, engine).stream()
                .mapToDouble(Sample::allocated)
                .max()
                .orElse(Double.NaN);
    }

    private double difference(Workload workload, Engine engine) {
        return results.samples(workload, engine).stream()
                .mapToDouble(Sample::difference)
                .max()
                .orElse(Double.NaN);
    }

    /** What the other engines run on. */
    private List<String> products() {
        return others.stream()
                .map(Engine::product)
                .filter(product -> !product.isEmpty())
                .distinct()
                .toList();
    }
}
