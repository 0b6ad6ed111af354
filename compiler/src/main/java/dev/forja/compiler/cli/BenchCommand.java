package dev.forja.compiler.cli;

import dev.forja.compiler.Compiler;
import dev.forja.compiler.load.LoadedModel;
import dev.forja.compiler.measure.BenchReport;
import dev.forja.compiler.measure.EntryBenchmark;
import dev.forja.runtime.EntrySpec;
import dev.forja.runtime.Team;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = "Measures an entry of a model: p50, p99, first call, bytes allocated a call.",
        footer = {
            "",
            "Examples:",
            "  forja bench Digits.java --dim n=1",
            "  forja bench Digits.java --threads 2 --seconds 5 --json",
            "  forja bench --peers --quick",
            "  forja bench --cold-start",
            "  forja bench --sweep --quick"
        })
final class BenchCommand implements Callable<Integer> {
    private static final Set<String> SUITE_OPTIONS =
            Set.of("--peers", "--cold-start", "--sweep", "--quick");

    private static final String MOST_THREADS = "a number from 1 to " + Team.MAX_THREADS;

    private final Compiler compiler;

    @Spec private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "Model source or .onnx file.")
    private Path model;

    @Option(
            names = "--entry",
            paramLabel = "NAME",
            description = "The entry to measure, when there are several.")
    private String entry;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that work on one call, if it is large. Default: 1.")
    private int threads = 1;

    @Option(
            names = "--callers",
            paramLabel = "N",
            description = "Callers at once; they share the threads. Default: 1.")
    private int callers = 1;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "Time to measure, with warming up. Default: 3.")
    private double seconds = 3;

    @Option(names = "--json", description = "Prints the figures as one JSON object.")
    private boolean json;

    @Option(
            names = "--peers",
            description = {
                "Compares with ONNX Runtime, PyTorch and TensorFlow instead, on the workloads of the"
                        + " bench module. Writes tables and a chart into bench/target/peers."
            })
    private boolean peers;

    @Option(
            names = "--cold-start",
            description = {
                "Measures load, first call, warm-up and the first 10,000 calls of models in new"
                        + " processes instead. Writes a table and charts into"
                        + " bench/target/cold-start; with --peers ONNX Runtime's beside ours."
            })
    private boolean coldStart;

    @Option(
            names = "--sweep",
            description = {
                "Measures models in many sizes instead and names those whose neighbours are twice as"
                        + " fast. Writes a table and a chart into bench/target/sweep."
            })
    private boolean sweep;

    @Option(names = "--quick", description = "With --peers or --sweep: a short run.")
    private boolean quick;

    @Mixin private ModelOptions options;

    BenchCommand(Compiler compiler) {
        this.compiler = compiler;
    }

    @Override
    public Integer call() throws IOException {
        if (coldStart && sweep || sweep && peers || coldStart && quick) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--sweep, --peers and --cold-start are three benchmarks; --cold-start takes"
                            + " --peers and no --quick");
        }
        if (coldStart || sweep || peers) {
            refuseModel();
            return fork(coldStart ? "cold-start" : sweep ? "sweep" : "");
        }
        if (model == null) {
            throw new ParameterException(
                    spec.commandLine(), "give a MODEL, --peers, --cold-start or --sweep");
        }
        if (quick) {
            throw new ParameterException(
                    spec.commandLine(), "--quick goes with --peers or --sweep");
        }
        require("--threads", threads >= 1 && threads <= Team.MAX_THREADS, threads, MOST_THREADS);
        require("--callers", callers >= 1, callers, "1 or more");
        require("--seconds", seconds > 0, seconds, "more than 0");
        // Dimensions stay symbolic, as a service would have them; --dim gives the sizes to call
        // with.
        var request = options.symbolicRequest(List.of(model));
        var models = LoadedModel.of(compiler.compile(request), request.lanes());
        LoadedModel loaded = Entries.single(models, model);
        String name = Entries.choose(loaded, entry);
        BenchReport report = measure(loaded, name);
        spec.commandLine().getOut().println(json ? report.json() : report.text());
        return Exit.DONE;
    }

    /** A model and what belongs to it would have no effect on a benchmark that has its own. */
    private void refuseModel() {
        for (ArgSpec argument : spec.commandLine().getParseResult().matchedArgs()) {
            String name =
                    argument instanceof OptionSpec option
                            ? option.longestName()
                            : argument.paramLabel();
            if (!SUITE_OPTIONS.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--peers, --cold-start and --sweep measure models of their own: expected"
                                + " none of MODEL and its options, found "
                                + name);
            }
        }
    }

    private void require(String option, boolean holds, Number found, String expected) {
        if (!holds) {
            throw new ParameterException(
                    spec.commandLine(), option + ": expected " + expected + ", found " + found);
        }
    }

    /**
     * Starts a program of the bench module, which itself starts a process for each thing that it
     * measures.
     *
     * @param program its name; empty for the comparison
     */
    private int fork(String program) throws IOException {
        Path home = Home.folder();
        List<String> arguments = new ArrayList<>();
        if (!program.isEmpty()) {
            arguments.add(program);
        }
        arguments.add("--out");
        String folder = program.isEmpty() ? "peers" : program;
        arguments.add(home.resolve(Path.of("bench", "target", folder)).toString());
        if (quick) {
            arguments.add("--quick");
        }
        return (peers ? BuiltModule.peers(home) : BuiltModule.bench(home)).fork(arguments);
    }

    private BenchReport measure(LoadedModel loaded, String name) {
        try {
            return new EntryBenchmark(loaded, name, sizes(loaded.model().spec().entry(name)))
                    .run(callers, threads, seconds);
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage()); // sizes that the entry refuses
        }
    }

    /** The symbols' values: as given, else 1. */
    private Map<String, Integer> sizes(EntrySpec entrySpec) {
        Map<String, Integer> sizes = new TreeMap<>();
        entrySpec.symbols().forEach(symbol -> sizes.put(symbol, 1));
        options.dims()
                .forEach((symbol, value) -> {
                    if (sizes.replace(symbol, value.intValue()) == null) {
                        throw new InputException(
                                "entry "
                                        + entrySpec.name()
                                        + " has no dimension '"
                                        + symbol
                                        + "'; it has "
                                        + entrySpec.symbols());
                    }
                });
        return sizes;
    }
}
